// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Unpacks as the rest of Portico does it, for scripts that break it in the middle:
//   archiveop run ARCHIVE FOLDER     unpack in the helper into FOLDER/staging, commit to
//   FOLDER/target archiveop repair FOLDER          what a start does: sweep FOLDER/staging
//   archiveop describe FOLDER        the manifest of FOLDER on standard output, without its caches
//   archiveop pack FOLDER ARCHIVE    what a bundle is packed with; the name's end says how
// Exit code: 0 done, 1 failed, 2 usage, 20 the disk is full.
#include "core/archive/archivewriter.h"
#include "core/archive/unpack.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/io/treemanifest.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>

#include <cstdio>

using namespace portico;
using namespace Qt::StringLiterals;

namespace {

int failed(const Error &error)
{
    const QString words = errorCodeName(error.code) + u": "_s + error.message + u' ' + error.detail;
    std::fprintf(stderr, "%s\n", qPrintable(words));
    return error.code == ErrorCode::DiskFull ? 20 : 1;
}

int run(const QString &archive, const QString &folder)
{
    Result<StagingDir> staging = StagingDir::create(folder + u"/staging"_s, u"archiveop"_s);
    if (!staging)
        return failed(staging.error());
    UnpackRequest request;
    request.archive = archive;
    request.destination = staging->path() + u"/bundle"_s;
    request.manifestFile = staging->path() + u"/manifest"_s;
    if (const Result<> made = makeFolder(request.destination); !made)
        return failed(made.error());
    const auto unpacked = unpackArchive(request, SystemProcessRunner(), JobContext());
    if (!unpacked)
        return failed(unpacked.error());
    const Result<> committed = staging->commit(folder + u"/target"_s, JobContext());
    return committed ? 0 : failed(committed.error());
}

int repair(const QString &folder)
{
    const Result<StagingSweep> swept = sweepStaging(folder + u"/staging"_s, JobContext());
    if (!swept)
        return failed(swept.error());
    return swept->errors.isEmpty() ? 0 : failed(swept->errors.first());
}

int describe(const QString &folder)
{
    Result<QList<ManifestEntry>> entries = describeTree(folder, JobContext());
    if (!entries)
        return failed(entries.error());
    for (ManifestEntry &entry : *entries) {
        entry.inode = 0;
        entry.mtimeNs = 0;
    }
    std::fputs(manifestToBytes(*entries).constData(), stdout);
    return 0;
}

int pack(const QString &folder, const QString &archive)
{
    PackFormat format = PackFormat::Zip;
    if (archive.endsWith(".tar.zst"_L1))
        format = PackFormat::TarZst;
    const auto packed = packFolder(
        {.folder = folder, .archive = archive, .format = format, .topLevel = u"top"_s}, {});
    return packed ? 0 : failed(packed.error());
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString act = arguments.value(0);
    if (act == "run"_L1 && arguments.size() == 3)
        return run(arguments[1], arguments[2]);
    if (act == "repair"_L1 && arguments.size() == 2)
        return repair(arguments[1]);
    if (act == "describe"_L1 && arguments.size() == 2)
        return describe(arguments[1]);
    if (act == "pack"_L1 && arguments.size() == 3)
        return pack(arguments[1], arguments[2]);
    return 2;
}
