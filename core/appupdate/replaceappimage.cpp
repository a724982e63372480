// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/replaceappimage.h"

#include "core/io/ioerror.h"
#include "core/io/sha256.h"
#include "core/platform/clonefile.h"
#include "core/platform/durable.h"
#include "core/platform/outputfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <vector>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 kBlock = 1 << 20;
constexpr QFile::Permissions kProgram = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner
    | QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

/** A hidden name beside the AppImage, of something that is not whole yet. */
QString unfinished(const QString &current, const QString &what)
{
    const QFileInfo file(current);
    return file.dir().absoluteFilePath(u".%1.%2"_s.arg(file.fileName(), what));
}

/** Copies and tells the hash of what was written. The copy is on the disk when it returns. */
Result<Sha256> copyProgram(const QString &from, const QString &to, const JobContext &job)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(FileAct::Read, source);
    Result<OutputFile> copy = OutputFile::create(to, FileAccess::Shared);
    if (!copy)
        return copy.error();
    std::vector<char> block(static_cast<size_t>(kBlock));
    Sha256Hasher hasher;
    Progress progress{.step = Text::tr("Put it in place"), .done = 0, .total = source.size()};
    for (;;) {
        if (job.isCancelled())
            return cancelledError();
        const qint64 count = source.read(block.data(), kBlock);
        if (count < 0)
            return fileError(FileAct::Read, source);
        if (count == 0)
            break;
        hasher.add({block.data(), count});
        if (const Result<> written = copy->write({block.data(), count}); !written)
            return written.error();
        progress.done += count;
        job.report(progress);
    }
    if (!QFile::setPermissions(to, kProgram))
        return fileError(FileAct::Write, to, lastSystemError());
    if (const Result<> synced = copy->sync(); !synced)
        return synced.error();
    if (const Result<> closed = copy->close(); !closed)
        return closed.error();
    return hasher.result();
}

/** Gives the old program its second name. */
Result<> keepOldOne(const QString &current, const QString &staged, const JobContext &job)
{
    Result<> kept = cloneFile(current, staged, CloneMethod::HardLink); // nobody changes it
    if (!kept && kept.error().code == ErrorCode::Unsupported)
        kept = cloneFile(current, staged, CloneMethod::Copy);
    if (!kept)
        return kept;
    kept = renameDurably(staged, previousAppImage(current), IfExists::Replace, job);
    if (!kept)
        return kept;
    // Two names of one file cannot replace each other: then both stay.
    return removeDurably(staged, job);
}

Result<> replace(const QString &current, const QString &fetched, const QString &staged,
                 const Sha256 &sha256, const JobContext &job)
{
    const Result<Sha256> copied = copyProgram(fetched, staged, job);
    if (!copied)
        return copied.error();
    if (*copied != sha256) {
        return Error{.code = ErrorCode::HashMismatch,
                     .message =
                         Text::tr("The update changed on this computer after it was fetched; "
                                  "it was not used."),
                     .nextStep = Text::tr("Try again. If it happens again, check the disk."),
                     .detail = u"%1, not %2"_s.arg(copied->toHex(), sha256.toHex())};
    }
    if (const Result<> kept = keepOldOne(current, unfinished(current, u"old"_s), job); !kept)
        return kept;
    return renameDurably(staged, current, IfExists::Replace, job);
}

} // namespace

QString previousAppImage(const QString &current)
{
    return current + u".previous"_s;
}

Result<> replaceAppImage(const QString &current, const QString &fetched, const Sha256 &sha256,
                         const JobContext &job)
{
    const QString staged = unfinished(current, u"new"_s);
    for (const QString &leftOver : {staged, unfinished(current, u"old"_s)}) {
        if (const Result<> removed = removeDurably(leftOver, job); !removed)
            return removed;
    }
    const Result<Sha256> now = hashFile(current, job);
    if (now && *now == sha256)
        return {}; // done before: the one before it stays the previous one
    const Result<> replaced = replace(current, fetched, staged, sha256, job);
    if (!replaced) {
        (void)removeDurably(staged, job); // else the next one does
        return replaced.error().inContext(Text::tr("%1 could not be replaced and is as it was.")
                                              .arg(QDir::toNativeSeparators(current)));
    }
    return {};
}

} // namespace portico
