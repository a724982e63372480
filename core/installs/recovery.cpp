// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/recovery.h"

#include "core/installs/baselayerpath.h"
#include "core/installs/carrydatabase.h"
#include "core/installs/installfile.h"
#include "core/installs/keptgenerations.h"
#include "core/installs/movedlibrary.h"
#include "core/installs/removal.h"
#include "core/installs/switchlayer.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/io/stagingfolder.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Recovery)
};

/** Returns whether the entry is done with. */
bool recoverRemoval(const JournalRecord &record, const Host &host, RecoveryReport &report,
                    const JobContext &job)
{
    const auto removal = removalFromJson(record.inputs);
    if (!removal)
        return true;
    const bool wasMoved = QFileInfo::exists(removal->asideFolder);
    const bool isInPlace = QFileInfo::exists(removal->installFolder);
    if (!wasMoved && isInPlace) { // it ended before the rename: nothing had happened
        report.rolledBack += Text::tr("The removal of “%1” had not begun.").arg(removal->name);
        return true;
    }
    const auto outcome = finishRemoval(*removal, host, job);
    if (outcome) {
        report.finished += Text::tr("The removal of “%1” was finished.").arg(removal->name);
        return true;
    }
    report.problems += outcome.error().message;
    return outcome.error().code == ErrorCode::Unsupported; // it is back in its place
}

bool recoverPath(const Library &library, const JournalRecord &record, RecoveryReport &report,
                 const JobContext &job)
{
    const auto id = InstallId::fromString(record.inputs.value("install"_L1).toString());
    const Result<> recovered = id ? recoverLayerPath(library, *id, job) : Result<>();
    if (!recovered)
        report.problems += recovered.error().message;
    return bool(recovered);
}

bool recoverCopy(const Library &library, const JournalRecord &record, RecoveryReport &report,
                 const JobContext &job)
{
    const Result<bool> dropped = recoverDatabase(library, record.inputs, job);
    if (!dropped)
        report.problems += dropped.error().message;
    else if (*dropped)
        report.rolledBack += Text::tr("An interrupted change of the generation was taken back.");
    return bool(dropped);
}

bool recoverFiles(const Library &library, const JournalRecord &record, RecoveryReport &report,
                  const JobContext &job)
{
    const Result<bool> removed = recoverGeneration(library, record.inputs, job);
    if (!removed)
        report.problems += removed.error().message;
    else if (*removed)
        report.rolledBack += Text::tr("A generation that nothing names was removed.");
    return bool(removed);
}

/** A kill may leave views that no install names: those that were to come, or to go. */
Result<> recoverViews(const Library &library, RecoveryReport &report, const JobContext &job)
{
    for (const InstallId &id : installIds(library)) {
        const Result<qint64> swept = sweepViews(library, id, job);
        if (!swept && swept.error().code == ErrorCode::Cancelled)
            return swept.error();
        if (swept)
            report.bytesFreed += *swept;
        else
            report.problems += swept.error().message;
    }
    return {};
}

Result<> recoverJournal(const Library &library, RecoveryReport &report, const JobContext &job)
{
    auto entries = Journal(library.journal()).claimDead(job);
    if (!entries)
        return entries.error();
    if (entries->empty())
        return {};
    const auto host = makeHost();
    for (JournalEntry &entry : *entries) {
        const JournalRecord &record = entry.record();
        bool isDone = true;
        if (record.operation == "remove"_L1) {
            isDone = recoverRemoval(record, *host, report, job);
        } else if (record.operation == "add"_L1) {
            // What was built lay in staging, which is swept; what was committed is whole.
            report.rolledBack += Text::tr("An interrupted addition of %1 was cleaned up.")
                                     .arg(record.inputs.value("source"_L1).toString());
        } else if (record.operation == layerPathOperation()) {
            isDone = recoverPath(library, record, report, job);
        } else if (record.operation == databaseOperation()) {
            isDone = recoverCopy(library, record, report, job);
        } else if (record.operation == generationOperation()) {
            isDone = recoverFiles(library, record, report, job);
        } else {
            continue; // another version's or another part's: not ours to judge
        }
        if (!isDone)
            continue;
        const auto finished = entry.finish();
        if (!finished)
            report.problems += finished.error().message;
    }
    return {};
}

/** Lock files of installs that are no more. */
void sweepLocks(const Library &library)
{
    const QDir installs(library.installs());
    for (const QString &name : installs.entryList({u"*.lock"_s}, QDir::Files | QDir::Hidden)) {
        const auto id = InstallId::fromString(name.chopped(5));
        if (!id || installs.filePath(name) == library.libraryLock()
            || QFileInfo::exists(library.installFolder(*id)))
            continue;
        auto lock = FileLock::tryLock(installs.filePath(name), Text::tr("cleaning up"));
        if (lock)
            lock->removeAndRelease();
    }
}

bool isLockFile(const QFileInfo &file)
{
    return file.fileName() == "lock"_L1 || file.suffix() == "lock"_L1;
}

/** Whoever was about to change an install while another Portico removed it has made its folder
 *  anew, for a lock alone. What holds anything else stays: it is shown as broken. */
void sweepRemains(const Library &library)
{
    const auto all = QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot;
    for (const QString &name :
         QDir(library.installs()).entryList(QDir::Dirs | QDir::NoSymLinks | QDir::NoDotAndDotDot)) {
        const auto id = InstallId::fromString(name);
        if (!id || QFileInfo::exists(library.installFile(*id)))
            continue;
        QStringList folders{library.installFolder(*id)};
        QStringList locks;
        bool isNobodys = true;
        QDirIterator inside(folders.constFirst(), all, QDirIterator::Subdirectories);
        while (isNobodys && inside.hasNext()) {
            const QFileInfo file(inside.next());
            const bool isFolder = file.isDir() && !file.isSymLink();
            (isFolder ? folders : locks) += file.filePath();
            isNobodys = isFolder || isLockFile(file);
        }
        if (!isNobodys)
            continue;
        for (const QString &path : std::as_const(locks)) {
            if (auto lock = FileLock::tryLock(path, Text::tr("cleaning up")))
                lock->removeAndRelease();
        }
        std::sort(folders.begin(), folders.end(), std::greater<>()); // what is inside, first
        for (const QString &folder : std::as_const(folders))
            QDir().rmdir(folder);
    }
}

} // namespace

Result<RecoveryReport> recoverLibrary(const Library &library, const JobContext &job)
{
    RecoveryReport report;
    if (!QDir(library.root()).exists())
        return report;
    const auto adapted = adaptMovedLibrary(library, job);
    if (!adapted)
        return adapted.error();
    const auto journal = recoverJournal(library, report, job);
    if (!journal)
        return journal.error();
    const auto sweep = sweepStaging(library.staging(), job);
    if (!sweep)
        return sweep.error();
    report.bytesFreed = sweep->bytes;
    const auto views = recoverViews(library, report, job);
    if (!views)
        return views.error();
    for (const Error &error : sweep->errors)
        report.problems += error.message;
    sweepRemains(library);
    sweepLocks(library);
    return report;
}

} // namespace portico
