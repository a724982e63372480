// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivewriter.h"

#include "core/archive/packwork.h"
#include "core/io/ioerror.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ArchiveWriter)
};

Error changedMeanwhile(const QString &path)
{
    return {.code = ErrorCode::Io,
            .message = Text::tr("%1 changed while it was being packed.").arg(path),
            .nextStep = Text::tr("Close the programs that use the folder and try again."),
            .detail = {}};
}

Result<QList<TreeEntry>> listTree(const PackRequest &request, const JobContext &job)
{
    QList<TreeEntry> entries;
    const auto visit = [&](const TreeEntry &entry) -> Result<Visit> {
        if (entry.kind == TreeEntry::Kind::Special)
            return fileError(FileAct::Read, request.folder + u'/' + entry.path, ErrorCode::Refused,
                             Text::tr("it is neither a file, a folder nor a link"));
        entries.append(entry);
        return Visit::Continue;
    };
    if (const Result<> walked = walkTree(request.folder, visit, job); !walked)
        return walked.error();
    std::sort(entries.begin(), entries.end(), [](const TreeEntry &a, const TreeEntry &b) {
        return a.path.toUtf8() < b.path.toUtf8();
    });
    return entries;
}

} // namespace

QByteArray PackWork::nameOf(const TreeEntry &entry) const
{
    const QString prefix = request.topLevel.isEmpty() ? QString() : request.topLevel + u'/';
    return (prefix + entry.path).toUtf8();
}

int packedMode(const TreeEntry &entry)
{
    if (entry.kind == TreeEntry::Kind::Link)
        return 0777;
    return entry.kind == TreeEntry::Kind::Folder || (entry.mode & 0111) != 0 ? 0755 : 0644;
}

Result<> readForPacking(PackWork &work, const TreeEntry &entry, qsizetype blockSize,
                        const std::function<Result<>(QByteArray block)> &take)
{
    QFile file(work.sourceOf(entry));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(FileAct::Read, file);
    for (qint64 left = entry.size; left > 0;) {
        QByteArray block(std::min<qint64>(blockSize, left), Qt::Uninitialized);
        for (qsizetype got = 0; got < block.size();) {
            const qint64 read = file.read(block.data() + got, block.size() - got);
            if (read < 0)
                return fileError(FileAct::Read, file);
            if (read == 0)
                return changedMeanwhile(file.fileName());
            got += read;
        }
        left -= block.size();
        work.summary.bytes += block.size();
        if (const Result<> taken = take(std::move(block)); !taken)
            return taken;
        work.job.report({.step = Text::tr("Pack"),
                         .done = work.summary.bytes,
                         .total = work.total,
                         .unit = ProgressUnit::Bytes});
        if (work.job.isCancelled())
            return cancelledError();
    }
    char more = 0;
    return file.read(&more, 1) == 0 ? Result<>() : changedMeanwhile(file.fileName());
}

Result<PackSummary> packFolder(const PackRequest &request, const JobContext &job)
{
    const Result<QList<TreeEntry>> entries = listTree(request, job);
    if (!entries)
        return entries.error();
    PackOutput output(request.archive, request.volumeSize);
    PackWork work{.request = request, .job = job, .entries = *entries, .output = output};
    for (const TreeEntry &entry : *entries)
        work.total += entry.kind == TreeEntry::Kind::File ? entry.size : 0;
    Result<> done = output.open();
    if (!done)
        return done.error(); // what is there is somebody's
    done = request.format == PackFormat::Zip ? writeZip(work) : writeTar(work);
    if (done)
        done = output.finish();
    if (!done) {
        output.discard();
        return done.error();
    }
    work.summary.entries = entries->size();
    work.summary.archiveBytes = output.bytes();
    work.summary.files = output.files();
    return work.summary;
}

} // namespace portico
