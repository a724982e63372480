// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/unpack.h"
#include "core/io/file.h"
#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/io/stagingfolder.h"
#include "core/platform/durable.h"
#include "core/platform/hostos.h"
#include "core/vendoring/exportvendored.h"
#include "core/vendoring/keepoffline.h"
#include "core/vendoring/takein.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ImportVendored)
};

Error isNone(const QString &archive, const QString &why)
{
    return {.code = ErrorCode::Corrupt,
            .message = Text::tr("%1 is not an exported install: %2.")
                           .arg(QDir::toNativeSeparators(archive), why),
            .nextStep = Text::tr("Export it again where it is kept: “porticoctl vendor export "
                                 "INSTALL FILE”."),
            .detail = {}};
}

Error isOther(const VendoredFile &file)
{
    return {.code = ErrorCode::HashMismatch,
            .message = Text::tr("“%1” in it is not what was kept (%2).").arg(file.name, file.path),
            .nextStep = Text::tr("Copy the exported file again; nothing of it was taken in."),
            .detail = {}};
}

/** The one state that was unpacked there. */
Result<VendoredState> readState(const QString &archive, const QString &folder)
{
    const QDir states(folder + "/vendored"_L1);
    QStringList ids = states.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    ids.removeAll(u"files"_s);
    if (ids.size() != 1)
        return isNone(archive, Text::tr("it has no record, or several"));
    const QString &id = ids.constFirst();
    const Result<QJsonObject> object = readJsonObject(states.filePath(id + "/vendored.json"_L1));
    if (!object)
        return isNone(archive, Text::tr("its record cannot be read"));
    Result<VendoredState> state = vendoredStateFromJson(id, *object);
    if (!state)
        return state;
    if (!state->isFinished || id != vendoredId(state->install.id, state->content))
        return isNone(archive, Text::tr("its record was changed"));
    return state;
}

Result<> compare(const VendoredState &state, const QString &folder, const JobContext &job)
{
    for (const VendoredFile &file : state.files) {
        const QString path = folder + u'/' + file.path;
        if (!QFileInfo(path).isFile() || QFileInfo(path).isSymLink())
            return isOther(file);
        const Result<Sha256> is = hashFile(path, job);
        if (!is)
            return is.error();
        if (*is != file.sha256)
            return isOther(file);
    }
    return {};
}

/** On the disk for good, before it gets its place. */
Result<QString> durable(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)) // it may be read-only: then its content stays as it is
        return path;
    const Result<> synced = syncFile(file);
    return synced ? Result<QString>(path) : synced.error();
}

} // namespace

Result<VendoredState> importVendored(const Library &library, const ProcessRunner &processes,
                                     const QString &archive, const JobContext &job)
{
    const QString what = Text::tr("importing %1").arg(QFileInfo(archive).fileName());
    const Result<FileLock> lock = lockVendored(library, what, job);
    if (!lock)
        return lock.error();
    if (const Result<> swept = sweepVendored(library, job); !swept)
        return swept.error();
    const Result<StagingDir> staging = StagingDir::create(library.staging(), what);
    if (!staging)
        return staging.error();
    const QString folder = staging->path() + "/store"_L1;
    if (const Result<> made = makeFolder(folder); !made)
        return made.error();
    const Result<UnpackSummary> unpacked = unpackArchive({.archive = archive,
                                                          .destination = folder,
                                                          .manifestFile = {},
                                                          .rulesFor = hostOs(),
                                                          .limits = {}},
                                                         processes, job);
    if (!unpacked)
        return unpacked.error();
    const Result<VendoredState> state = readState(archive, folder);
    if (!state)
        return state;
    if (const Result<> same = compare(*state, folder, job); !same)
        return same.error();
    return takeIn(
        library, *state,
        [&folder](const VendoredFile &file) { return durable(folder + u'/' + file.path); }, job);
}

} // namespace portico
