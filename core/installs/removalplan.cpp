// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/pristine.h"
#include "core/installs/removeinstall.h"
#include "core/installs/seeddata.h"
#include "core/io/tree.h"
#include "core/platform/mounts.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <numeric>
#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RemovalPlan)
};

/** Counts the files of a data folder that the person made: not what the bundle brought, not the
 *  database of ComfyUI. */
Result<qint64> countOwnFiles(const SeedPlaces &places, const JobContext &job)
{
    const QString &data = places.dataFolder;
    qint64 count = 0;
    const auto walked = walkTree(
        data,
        [&](const TreeEntry &entry) -> Result<Visit> {
            const QString name = entry.path.section(u'/', -1);
            if (entry.path == "db"_L1 || name == "__pycache__"_L1)
                return Visit::SkipContent;
            const bool isFile = entry.kind == TreeEntry::Kind::File;
            const bool isLink = entry.kind == TreeEntry::Kind::Link;
            if (isLink || (isFile && !isSeed(places, entry.path)))
                ++count;
            return Visit::Continue;
        },
        job);
    if (!walked)
        return walked.error();
    return count;
}

RemovalPart partOf(const QFileInfo &entry)
{
    if (entry.isSymLink())
        return RemovalPart::Link;
    if (entry.fileName() == "data"_L1)
        return RemovalPart::Data;
    const bool isRuntime = entry.fileName().startsWith("gen-"_L1) || entry.fileName() == "view"_L1;
    return isRuntime ? RemovalPart::Runtime : RemovalPart::Records;
}

/** Links anywhere inside, so that a person sees what is not touched. */
Result<> addLinks(RemovalPlan &plan, const QString &folder, const JobContext &job)
{
    constexpr int kMostLinks = 200;
    int count = 0;
    return walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind != TreeEntry::Kind::Link || ++count > kMostLinks)
                return Visit::Continue;
            const QString path = folder + u'/' + entry.path;
            const auto target = readLink(path);
            plan.items += RemovalItem{.part = RemovalPart::Link,
                                      .path = path,
                                      .linkTarget = target ? *target : QString()};
            return Visit::Continue;
        },
        job);
}

/** Second names of a generation's files take no space; what only this folder has does. */
Result<TreeSize> ownSize(const QString &folder, const JobContext &job)
{
    TreeSize size;
    const auto walked = walkTree(
        folder,
        [&size](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind == TreeEntry::Kind::File) {
                ++size.files;
                size.bytes += entry.linkCount == 1 ? entry.size : 0;
            }
            return Visit::Continue;
        },
        job);
    return walked ? Result<TreeSize>(size) : Result<TreeSize>(walked.error());
}

Result<> addItem(RemovalPlan &plan, const QFileInfo &entry, const JobContext &job)
{
    RemovalItem item{.part = partOf(entry), .path = entry.absoluteFilePath(), .linkTarget = {}};
    if (item.part == RemovalPart::Link) {
        const auto target = readLink(item.path);
        item.linkTarget = target ? *target : QString();
        plan.items += item;
        return {};
    }
    const bool isPristine = item.path.endsWith(pristineFolder({}));
    const auto size = isPristine ? ownSize(item.path, job) : treeSize(item.path, job);
    if (!size)
        return size.error();
    item.bytes = size->bytes;
    item.files = size->files;
    plan.items += item;
    (item.part == RemovalPart::Data ? plan.dataBytes : plan.runtimeBytes) += item.bytes;
    // A runtime's own links lead to its own files; those of a data folder are somebody's doing.
    return item.part == RemovalPart::Data ? addLinks(plan, item.path, job) : Result<>();
}

/** Counts what has further names elsewhere, such as in an install that was duplicated. */
Result<qint64> sharedBytes(const QString &folder, const JobContext &job)
{
    struct Names
    {
        quint64 all = 0;
        quint64 here = 0;
        qint64 bytes = 0;
    };
    QHash<std::pair<quint64, quint64>, Names> files;
    const auto walked = walkTree(
        folder,
        [&files](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind == TreeEntry::Kind::File && entry.linkCount > 1) {
                Names &names = files[{entry.device, entry.inode}];
                names = {entry.linkCount, names.here + 1, entry.size};
            }
            return Visit::Continue;
        },
        job);
    if (!walked)
        return walked.error();
    return std::accumulate(files.begin(), files.end(), qint64(0),
                           [](qint64 sum, const Names &names) {
                               return sum + (names.here < names.all ? names.bytes : 0);
                           });
}

bool isInside(const QString &path, const QString &folder)
{
    const QString real = QFileInfo(path).canonicalFilePath();
    return !real.isEmpty() && (real == folder || real.startsWith(folder + u'/'));
}

/** What makes a removal dangerous to something else. */
void lookAround(const Library &library, const Install &install, RemovalPlan &plan)
{
    const QString folder = QFileInfo(library.installFolder(install.id)).canonicalFilePath();
    const QStringList mounts = mountsIn(folder);
    if (!mounts.isEmpty())
        plan.obstacle =
            Error{.code = ErrorCode::Refused,
                  .message = Text::tr("Another disk is mounted at %1: “%2” is not removed.")
                                 .arg(QDir::toNativeSeparators(mounts.constFirst()), install.name),
                  .nextStep = Text::tr("Unmount it, then remove the install."),
                  .detail = {}};
    for (const Install &other : listInstalls(library).installs) {
        if (other.id == install.id)
            continue;
        if (other.isAdopted() && isInside(other.adoptedFolder, folder))
            plan.obstacle =
                Error{.code = ErrorCode::Refused,
                      .message = Text::tr("The install “%1” lies in the folder of “%2”, which is "
                                          "therefore not removed.")
                                     .arg(other.name, install.name),
                      .nextStep = Text::tr("Move that folder elsewhere and add it from there."),
                      .detail = other.adoptedFolder};
        for (const QString &models : other.settings.modelFolders) {
            if (isInside(models, folder))
                plan.remarks += Text::tr("“%1” finds models in %2, which would go.")
                                    .arg(other.name, QDir::toNativeSeparators(models));
        }
    }
}

QStringList untouchedBy(const Library &library, const Install &install)
{
    QStringList folders;
    if (install.isAdopted())
        folders += install.adoptedFolder;
    else if (QDir(library.models()).exists())
        folders += library.models();
    for (const QString &folder : {install.settings.outputFolder, install.settings.inputFolder,
                                  install.settings.userFolder}) {
        if (!folder.isEmpty())
            folders += folder;
    }
    return folders + install.settings.modelFolders;
}

} // namespace

Result<RemovalPlan> planRemoval(const Library &library, const Install &install,
                                const JobContext &job)
{
    RemovalPlan plan;
    plan.id = install.id;
    plan.untouched = untouchedBy(library, install);
    const QDir folder(library.installFolder(install.id));
    for (const QFileInfo &entry : folder.entryInfoList(
             QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDir::Name)) {
        const auto added = addItem(plan, entry, job);
        if (!added)
            return added.error();
    }
    const QString data = library.dataFolder(install.id);
    if (plan.dataBytes > 0 || QDir(data).exists()) {
        const Generation *generation = install.generation();
        const QString comfy = generation && !install.isAdopted()
            ? library.runtimeFolder(install) + u'/' + generation->comfyFolder
            : QString();
        const auto own = countOwnFiles(
            {comfy, shippedAside(library, install.id, install.currentGeneration), data}, job);
        if (!own)
            return own.error();
        plan.dataFiles = *own;
    }
    const auto shared = sharedBytes(folder.path(), job);
    if (!shared)
        return shared.error();
    plan.sharedBytes = *shared;
    lookAround(library, install, plan);
    return plan;
}

} // namespace portico
