// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/removeinstall.h"
#include "core/installs/seeddata.h"
#include "core/io/tree.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Counts the files of a data folder that the person made: not what the bundle brought, not the
 *  database of ComfyUI. */
Result<qint64> countOwnFiles(const QString &comfyFolder, const QString &data, const JobContext &job)
{
    qint64 count = 0;
    const auto walked = walkTree(
        data,
        [&](const TreeEntry &entry) -> Result<Visit> {
            const QString name = entry.path.section(u'/', -1);
            if (entry.path == "db"_L1 || name == "__pycache__"_L1)
                return Visit::SkipContent;
            const bool isFile = entry.kind == TreeEntry::Kind::File;
            const bool isLink = entry.kind == TreeEntry::Kind::Link;
            if (isLink || (isFile && !isSeed(comfyFolder, data, entry.path)))
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
    return entry.fileName().startsWith("gen-"_L1) ? RemovalPart::Runtime : RemovalPart::Records;
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

Result<> addItem(RemovalPlan &plan, const QFileInfo &entry, const JobContext &job)
{
    RemovalItem item{.part = partOf(entry), .path = entry.absoluteFilePath(), .linkTarget = {}};
    if (item.part == RemovalPart::Link) {
        const auto target = readLink(item.path);
        item.linkTarget = target ? *target : QString();
        plan.items += item;
        return {};
    }
    const auto size = treeSize(item.path, job);
    if (!size)
        return size.error();
    item.bytes = size->bytes;
    item.files = size->files;
    plan.items += item;
    (item.part == RemovalPart::Data ? plan.dataBytes : plan.runtimeBytes) += item.bytes;
    // A runtime's own links lead to its own files; those of a data folder are somebody's doing.
    return item.part == RemovalPart::Data ? addLinks(plan, item.path, job) : Result<>();
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
        const auto own = countOwnFiles(comfy, data, job);
        if (!own)
            return own.error();
        plan.dataFiles = *own;
    }
    return plan;
}

} // namespace portico
