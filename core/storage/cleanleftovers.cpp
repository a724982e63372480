// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What nobody has to be asked about but those who are at work now: caches, leftovers, downloads.
#include "core/installs/movedlibrary.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/net/downloadstore.h"
#include "core/platform/durable.h"
#include "core/storage/cleanparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CleanLeftovers)
};

constexpr auto kPart = ".part"_L1;

/** Out of sight in one step, then away. */
Result<> takeAway(const CleanLook &look, const QString &path)
{
    const Result<StagingDir> staging =
        StagingDir::create(look.library().staging(), Text::tr("cleaning up"));
    if (!staging)
        return staging.error();
    return renameDurably(path, staging->path() + "/removed"_L1, IfExists::Refuse, look.job);
}

QSet<QString> archivesOfInstalls(const CleanLook &look)
{
    QSet<QString> hashes;
    for (const Install &install : look.installs.installs) {
        for (const Generation &generation : install.generations)
            hashes += generation.origin.sha256.toHex();
    }
    return hashes;
}

/** The key of a download under way or given up; empty: that name is none. */
QString partKey(const QString &name)
{
    return name.endsWith(kPart) ? name.chopped(kPart.size()) : QString();
}

void tell(CleanOutcome &outcome, const CleanItem &item, const Result<> &removed)
{
    if (removed)
        outcome.removed += item;
    else
        outcome.left += removed.error().message;
}

Result<> planParts(const CleanLook &look, const DownloadStore &store, CleanPlan &plan)
{
    const QStringList names = QDir(store.folder()).entryList({u"*.part"_s}, QDir::Files);
    for (const QString &name : names) {
        if (FileLock::holder(store.lockPath(partKey(name))))
            continue;
        const Result<> added =
            addCleanItem(look,
                         {.kind = CleanKind::Downloads,
                          .path = store.partPath(partKey(name)),
                          .why = Text::tr("A download that was not finished. Without it the next "
                                          "try begins anew instead of going on.")},
                         plan);
        if (!added)
            return added;
    }
    return {};
}

/** What a move of the library left at its old place. */
Result<> planOldPlace(const CleanLook &look, CleanPlan &plan)
{
    const QString aside = asideOfMoved(look.library());
    if (aside.isEmpty())
        return {};
    return addCleanItem(look,
                        {.kind = CleanKind::Staging,
                         .path = aside,
                         .why = Text::tr("The library was moved away from there and compared; "
                                         "these are its old files.")},
                        plan);
}

} // namespace

Result<> planCaches(const CleanLook &look, CleanPlan &plan)
{
    const QString cache = look.library().packageCache();
    if (!QFileInfo(cache).isDir())
        return {};
    if (look.isBuilding) {
        plan.left += Text::tr("%1 stays for now: something is being built from it.")
                         .arg(QDir::toNativeSeparators(cache));
        return {};
    }
    return addCleanItem(look,
                        {.kind = CleanKind::Caches,
                         .path = cache,
                         .why = Text::tr("Packages that uv has fetched. It fetches them again when "
                                         "something is built; what is installed does not need "
                                         "them.")},
                        plan);
}

Result<> removeCaches(const CleanLook &look, const QList<CleanItem> &items, CleanOutcome &outcome)
{
    for (const CleanItem &item : items)
        tell(outcome, item, takeAway(look, item.path));
    return {};
}

Result<> planStaging(const CleanLook &look, CleanPlan &plan)
{
    const Library &library = look.library();
    for (const QString &folder : {library.staging(), library.removing()}) {
        const QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::Hidden
                                                         | QDir::System | QDir::NoDotAndDotDot);
        for (const QString &name : names) {
            const QString path = folder + u'/' + name;
            const bool isOwned = folder == library.removing() && isAnyLockHeld(library.journal());
            if (name.endsWith(".lock"_L1) || isOwned || FileLock::holder(path + ".lock"_L1))
                continue;
            const Result<> added =
                addCleanItem(look,
                             {.kind = CleanKind::Staging,
                              .path = path,
                              .why = Text::tr("Work that was interrupted, and that nobody goes on "
                                              "with.")},
                             plan);
            if (!added)
                return added;
        }
    }
    return planOldPlace(look, plan);
}

Result<> removeStaging(const CleanLook &look, const QList<CleanItem> &items, CleanOutcome &outcome)
{
    const Library &library = look.library();
    const Result<StagingSweep> swept = sweepStaging(library.staging(), look.job);
    if (!swept)
        return swept.error();
    for (const Error &error : swept->errors)
        outcome.left += error.message;
    for (const CleanItem &item : items) {
        const bool isBeside = item.path == asideOfMoved(library);
        if (isBeside || item.path.startsWith(library.removing() + u'/'))
            tell(outcome, item, removeTree(item.path, look.job));
        else if (!QFileInfo::exists(item.path))
            outcome.removed += item;
    }
    return {};
}

Result<> planDownloads(const CleanLook &look, CleanPlan &plan)
{
    const DownloadStore store(look.library().downloads());
    const Result<> parts = planParts(look, store, plan);
    if (!parts)
        return parts;
    const QSet<QString> used = archivesOfInstalls(look);
    for (const QString &name :
         QDir(store.folder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
        const auto sha256 = Sha256::fromHex(name);
        if (!sha256 || used.contains(name) || !look.roots.keepersOfFile(*sha256).isEmpty())
            continue;
        if (look.isBuilding || !look.isCertain()) {
            plan.left += Text::tr("%1 stays for now: it may be needed.")
                             .arg(QDir::toNativeSeparators(store.folder() + u'/' + name));
            continue;
        }
        const Result<> added = addCleanItem(
            look,
            {.kind = CleanKind::Downloads,
             .path = store.folder() + u'/' + name,
             .why = Text::tr("No install was made of this archive. It can be fetched again.")},
            plan);
        if (!added)
            return added;
    }
    return {};
}

Result<> removeDownloads(const CleanLook &look, const QList<CleanItem> &items,
                         CleanOutcome &outcome)
{
    const DownloadStore store(look.library().downloads());
    for (const CleanItem &item : items) {
        const QString name = QFileInfo(item.path).fileName();
        const QString key = partKey(name);
        Result<FileLock> lock =
            FileLock::tryLock(store.lockPath(key.isEmpty() ? name : key), Text::tr("cleaning up"));
        if (!lock) {
            outcome.left += lock.error().message;
            continue;
        }
        tell(outcome, item, key.isEmpty() ? takeAway(look, item.path) : store.discardPart(key));
        lock->removeAndRelease();
    }
    return {};
}

} // namespace portico
