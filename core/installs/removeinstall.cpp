// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/removeinstall.h"

#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/packslock.h"
#include "core/installs/removal.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/platform/durable.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <vector>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RemoveInstall)
};

Error notThere(const Library &library, const InstallId &id)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There is no install “%1” in %2.")
                           .arg(id.toString(), QDir::toNativeSeparators(library.root())),
            .nextStep = Text::tr("Look at the installs that there are: porticoctl list."),
            .detail = {}};
}

Error isRunning(const QString &name, const Error &cause)
{
    return {.code = ErrorCode::Busy,
            .message = Text::tr("“%1” is running and cannot be removed now.").arg(name),
            .nextStep = Text::tr("Stop it, then remove it."),
            .detail = cause.message};
}

Error isBeingChanged(const QString &name, const Error &cause)
{
    return {.code = ErrorCode::Busy,
            .message = Text::tr("“%1” is being changed and cannot be removed now.").arg(name),
            .nextStep = Text::tr("Wait until that is done, then remove it."),
            .detail = cause.message};
}

QString unusedFolder(const QString &wanted)
{
    QString folder = wanted;
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = wanted + u'-' + QString::number(number);
    return folder;
}

/** An install whose install.json is broken can be removed, too: then its data is always kept. */
Result<Removal> planned(const RemoveServices &services, const RemoveRequest &request,
                        const JobContext &job)
{
    const Library &library = services.library;
    const QDateTime now = services.clock.now();
    Removal removal{.id = request.id,
                    .name = request.id.toString(),
                    .installFolder = library.installFolder(request.id),
                    .asideFolder = unusedFolder(library.removing() + u'/' + request.id.toString()
                                                + now.toString(u"-yyyyMMdd-HHmmss"_s)),
                    .keptFolder = {},
                    .mode = request.mode};
    bool keepsData = request.data == RemoveData::Keep;
    const auto install = loadInstall(library, request.id);
    if (install) {
        removal.name = install->name;
        const auto plan = planRemoval(library, *install, job);
        if (!plan)
            return plan.error();
        if (plan->obstacle)
            return *plan->obstacle;
        keepsData = keepsData && plan->dataFiles > 0;
    }
    if (keepsData)
        removal.keptFolder = unusedFolder(library.kept() + u'/' + request.id.toString()
                                          + now.toString(u"-yyyy-MM-dd"_s));
    return removal;
}

/** The locks of its session and its node packs: nobody uses it, and nobody changes it. */
Result<std::vector<FileLock>> lockInstall(const Library &library, const Removal &removal)
{
    std::vector<FileLock> locks;
    Result<FileLock> session =
        FileLock::tryLock(library.sessionLock(removal.id), Text::tr("removing"));
    if (!session)
        return session.error().code == ErrorCode::Busy ? isRunning(removal.name, session.error())
                                                       : session.error();
    locks.push_back(std::move(*session));
    Result<FileLock> packs =
        FileLock::tryLock(packsLockFile(library, removal.id), Text::tr("removing"));
    if (!packs)
        return packs.error().code == ErrorCode::Busy ? isBeingChanged(removal.name, packs.error())
                                                     : packs.error();
    locks.push_back(std::move(*packs));
    return locks;
}

/** The one rename. The locks are held until then where the system can rename a folder with an open
 *  file in it; Windows refuses by itself while a session server has its files open. */
Result<> moveAside(const Removal &removal, std::vector<FileLock> &locks, Os os,
                   const JobContext &job)
{
    const auto made = makeFolder(QFileInfo(removal.asideFolder).path());
    if (!made)
        return made;
    if (os == Os::Windows)
        locks.clear();
    return renameDurably(removal.installFolder, removal.asideFolder, IfExists::Refuse, job);
}

void forgetLock(const Library &library, const InstallId &id)
{
    auto lock = FileLock::tryLock(library.installLock(id), Text::tr("removing"));
    if (lock)
        lock->removeAndRelease();
}

} // namespace

QString packsLockFile(const Library &library, const InstallId &id)
{
    return library.installFolder(id) + "/packs.lock"_L1;
}

Result<RemovalOutcome> removeInstall(const RemoveServices &services, const RemoveRequest &request,
                                     const JobContext &job)
{
    const Library &library = services.library;
    if (!QDir(library.installFolder(request.id)).exists())
        return notThere(library, request.id);
    const auto removal = planned(services, request, job);
    if (!removal)
        return removal.error();
    Result<std::vector<FileLock>> locks = lockInstall(library, *removal);
    if (!locks)
        return locks.error();
    auto journal = Journal(library.journal()).begin(u"remove"_s, toJson(*removal));
    if (!journal)
        return journal.error();
    // Nobody, not even a system's recycle bin, gets to follow links into the data folder.
    if (const auto install = loadInstall(library, request.id); install) {
        if (const Result<> apart = setFoldersApart(library, *install, job); !apart)
            job.log(apart.error().message);
    }
    const auto moved = moveAside(*removal, *locks, services.host.os(), job);
    if (!moved) {
        const auto undone = journal->finish();
        if (!undone)
            job.log(undone.error().message);
        return moved.error();
    }
    locks->clear();
    forgetLock(library, request.id);

    const auto outcome = finishRemoval(*removal, services.host, job);
    // A failed or cancelled deletion keeps its journal entry: the next start finishes it.
    if (outcome || outcome.error().code == ErrorCode::Unsupported) {
        const auto finished = journal->finish();
        if (!finished)
            job.log(finished.error().message);
    }
    return outcome;
}

} // namespace portico
