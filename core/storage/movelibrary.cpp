// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/storage/movelibrary.h"

#include "core/base/sizes.h"
#include "core/installs/installfile.h"
#include "core/installs/movedlibrary.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/tree.h"
#include "core/nodes/packrecords.h"
#include "core/platform/durable.h"
#include "core/platform/host.h"
#include "core/platform/mounts.h"
#include "core/platform/nearestfolder.h"
#include "core/storage/cleanparts.h"
#include "core/storage/copylibrary.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <vector>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::MoveLibrary)
};

Error refusal(ErrorCode code, const QString &message, const QString &nextStep)
{
    return {.code = code, .message = message, .nextStep = nextStep, .detail = {}};
}

QString shown(const QString &path)
{
    return QDir::toNativeSeparators(path);
}

/** One move at work. */
class Move
{
public:
    Move(const Library &library, QString to, const Host &host, const JobContext &job)
        : m_library(library)
        , m_from(library.root())
        , m_to(std::move(to))
        , m_moving(m_to + ".portico-moving"_L1)
        , m_host(host)
        , m_job(job)
    { }

    Result<MovedLibrary> run();

private:
    Result<> checkPlaces();
    Result<> checkMounts() const;
    Result<> lockAll();
    Result<> lock(const QString &path);
    Result<bool> renameOnSameDisk();
    Result<> checkSpace();
    Result<> copy();
    Result<> takePlace();
    Result<> finish();

    const Library &m_library;
    const QString m_from;
    const QString m_to;
    const QString m_moving; ///< the copy until it is whole
    const Host &m_host;
    const JobContext &m_job;
    std::vector<FileLock> m_locks;
    MovedLibrary m_moved;
};

Result<> Move::checkPlaces()
{
    if (!QFileInfo(m_from).isDir() || QFileInfo(m_from).isSymLink())
        return refusal(
            ErrorCode::NotFound,
            Text::tr("There is no library folder %1 that could be moved.").arg(shown(m_from)),
            Text::tr("Name the folder itself with “--library”."));
    const QString real = QFileInfo(m_from).canonicalFilePath();
    const QString parent =
        QFileInfo(nearestExistingFolder(QFileInfo(m_to).path())).canonicalFilePath();
    if (m_from.startsWith(m_to + u'/') || (parent + u'/').startsWith(real + u'/'))
        return refusal(
            ErrorCode::Usage,
            Text::tr("One of %1 and %2 lies within the other.").arg(shown(m_from), shown(m_to)),
            Text::tr("Choose a folder beside the library, or on another disk."));
    const QFileInfo target(m_to);
    const bool isEmpty = target.isDir() && !target.isSymLink() && QDir(m_to).isEmpty();
    if (isEmpty && !QDir().rmdir(m_to))
        return refusal(ErrorCode::AlreadyExists,
                       Text::tr("%1 cannot be replaced by the library.").arg(shown(m_to)),
                       Text::tr("Choose a folder that does not exist yet, such as one in it."));
    if (isEmpty || (!target.exists() && !target.isSymLink()))
        return {};
    // Killed between the two renames: the copy is whole, and nobody has looked at it.
    if (isFreshlyMoved(m_to, m_from) && !QFileInfo::exists(m_moving))
        return renameDurably(m_to, m_moving, IfExists::Refuse, m_job);
    return refusal(ErrorCode::AlreadyExists, Text::tr("There is something at %1.").arg(shown(m_to)),
                   Text::tr("Choose a folder that does not exist yet, or an empty one."));
}

/** What is mounted inside would be left behind by a copy, or taken along by a rename. */
Result<> Move::checkMounts() const
{
    const QStringList mounts = mountsIn(m_from);
    if (mounts.isEmpty())
        return {};
    return refusal(ErrorCode::Refused,
                   Text::tr("Another disk is mounted at %1: the library is not moved.")
                       .arg(shown(mounts.constFirst())),
                   Text::tr("Unmount it, or put a link to it in its place, then try again."));
}

Result<> Move::lock(const QString &path)
{
    Result<FileLock> lock = FileLock::tryLock(path, Text::tr("moving the library"));
    if (!lock)
        return lock.error();
    m_locks.push_back(std::move(*lock));
    return {};
}

/** Whoever could begin something meets a lock; who is at work keeps us from it. */
Result<> Move::lockAll()
{
    for (const QString &path : {m_library.libraryLock(), m_library.layersLock()}) {
        const Result<> locked = lock(path);
        if (!locked)
            return locked;
    }
    const InstallList list = listInstalls(m_library);
    QList<std::pair<InstallId, QString>> installs;
    for (const Install &install : list.installs)
        installs += std::pair(install.id, install.name);
    for (const BrokenInstall &broken : list.broken)
        installs += std::pair(broken.id, broken.id.toString());
    for (const auto &[id, name] : std::as_const(installs)) {
        for (const QString &path : {m_library.sessionLock(id), packsLock(m_library, id)}) {
            const Result<> locked = lock(path);
            if (!locked && locked.error().code == ErrorCode::Busy)
                return Error{.code = ErrorCode::Busy,
                             .message = Text::tr("“%1” is running or being changed, so the library "
                                                 "cannot be moved now.")
                                            .arg(name),
                             .nextStep = Text::tr("Stop it, then move the library."),
                             .detail = locked.error().message};
            if (!locked)
                return locked;
        }
    }
    for (const QString &folder :
         {m_library.staging(), m_library.journal(), m_library.layers(), m_library.downloads()}) {
        if (isAnyLockHeld(folder))
            return refusal(ErrorCode::Busy,
                           Text::tr("Another Portico is at work in %1.").arg(shown(m_from)),
                           Text::tr("Wait until it is done, then move the library."));
    }
    return {};
}

Result<bool> Move::renameOnSameDisk()
{
    Result<> done = makeFolder(QFileInfo(m_to).path());
    if (done)
        done = noteWhereTo(m_from, m_to);
    if (done)
        done = noteWhereFrom(m_from, m_from, {});
    if (!done)
        return done.error();
    if (m_host.os() == Os::Windows) // it renames no folder with open files
        m_locks.clear();
    done = renameDurably(m_from, m_to, IfExists::Refuse, m_job);
    if (done)
        return true;
    if (const Result<> forgotten = removeDurably(m_from + "/moved.json"_L1); !forgotten)
        m_job.log(forgotten.error().message);
    return done.error().code == ErrorCode::Unsupported ? Result<bool>(false)
                                                       : Result<bool>(done.error());
}

Result<> Move::checkSpace()
{
    const Result<CopiedTree> whole = measureForCopy(m_from, m_job);
    if (!whole)
        return whole.error();
    const Result<CopiedTree> there =
        QFileInfo(m_moving).isDir() ? measureForCopy(m_moving, m_job) : CopiedTree{};
    const Result<DiskSpace> space = m_host.diskSpace(m_to);
    if (!there || !space)
        return there ? space.error() : there.error();
    // Small files and folders take whole blocks.
    const qint64 needed = whole->bytes - there->bytes + 4096 * (whole->files - there->files);
    if (space->available >= needed)
        return {};
    return refusal(ErrorCode::DiskFull,
                   Text::tr("The library needs %1 more at %2, and %3 are free there.")
                       .arg(sizeText(needed), shown(m_to), sizeText(space->available)),
                   Text::tr("Free some space there, or choose another disk. “porticoctl clean” "
                            "makes the library smaller."));
}

Result<> Move::copy()
{
    const QStringList steps = moveLibrarySteps();
    const Result<> fits = checkSpace();
    if (!fits)
        return fits;
    const Result<CopiedTree> copied = copyAgain(m_from, m_moving, steps.at(0), m_job);
    if (!copied)
        return copied.error();
    m_moved.files = copied->files;
    m_moved.bytes = copied->bytes;
    m_moved.resumedBytes = copied->resumedBytes;
    return verifyCopy(m_from, m_moving, steps.at(1), m_job);
}

/** Two renames; before the second one programs find the old library, after it the new one. */
Result<> Move::takePlace()
{
    const QString aside = asideFolder(m_from);
    if (QFileInfo::exists(aside))
        return refusal(ErrorCode::AlreadyExists,
                       Text::tr("There is something at %1, where the old library would go first.")
                           .arg(shown(aside)),
                       Text::tr("Move it elsewhere, then try again: what was copied stays."));
    Result<> done = noteWhereFrom(m_moving, m_from, aside);
    if (done)
        done = noteWhereTo(m_from, m_to);
    if (done)
        done = renameDurably(m_moving, m_to, IfExists::Refuse, m_job);
    if (!done)
        return done;
    if (m_host.os() == Os::Windows)
        m_locks.clear();
    done = renameDurably(m_from, aside, IfExists::Refuse, m_job);
    if (done)
        return {};
    if (const Result<> back = renameDurably(m_to, m_moving, IfExists::Refuse); !back)
        m_job.log(back.error().message);
    return done;
}

/** The new library counts. */
Result<> Move::finish()
{
    const Library moved(m_to);
    const Result<> adapted = adaptMovedLibrary(moved, m_job);
    if (!adapted)
        return adapted;
    for (const Install &install : listInstalls(moved).installs) {
        if (QFileInfo(moved.installFolder(install.id) + "/ce/envs"_L1).isDir())
            m_moved.remarks += Text::tr("The isolated environments of “%1” know their old place: "
                                        "“porticoctl env build” makes them again.")
                                   .arg(install.name);
    }
    const QString aside = asideOfMoved(moved);
    if (aside.isEmpty())
        return {};
    m_locks.clear();
    const Result<> removed = removeTree(aside, m_job, moveLibrarySteps().at(2));
    if (removed)
        return adaptMovedLibrary(moved, m_job); // the note goes
    m_moved.remarks += Text::tr("The library is at its new place. Of the old one something is left "
                                "in %1: %2 “porticoctl clean” tries again.")
                           .arg(shown(aside), removed.error().message);
    return {};
}

Result<MovedLibrary> Move::run()
{
    m_job.announce(moveLibrarySteps());
    m_moved.from = m_from;
    m_moved.to = m_to;
    if (m_to == m_from) { // an interrupted move brought it there
        const Result<> finished = finish();
        return finished ? Result<MovedLibrary>(m_moved) : Result<MovedLibrary>(finished.error());
    }
    Result<> done = checkPlaces();
    if (done)
        done = checkMounts();
    if (done)
        done = lockAll();
    if (!done)
        return done.error();
    const Result<bool> renamed =
        QFileInfo::exists(m_moving) ? Result<bool>(false) : renameOnSameDisk();
    if (!renamed)
        return renamed.error();
    m_moved.wasRenamed = *renamed;
    if (!*renamed) {
        done = copy();
        if (done)
            done = takePlace();
    }
    if (done)
        done = finish();
    return done ? Result<MovedLibrary>(m_moved) : Result<MovedLibrary>(done.error());
}

} // namespace

QStringList moveLibrarySteps()
{
    return {Text::tr("Copy"), Text::tr("Compare"), Text::tr("Remove the old files")};
}

Result<MovedLibrary> moveLibrary(const Library &library, const QString &to, const Host &host,
                                 const JobContext &job)
{
    return Move(library, QDir::cleanPath(QDir::current().absoluteFilePath(to)), host, job).run();
}

} // namespace portico
