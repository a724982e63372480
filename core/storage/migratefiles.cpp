// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/datalayout.h"
#include "core/installs/modelpaths.h"
#include "core/installs/seeddata.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/platform/fileerror.h"
#include "core/platform/folderlink.h"
#include "core/platform/host.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"
#include "core/storage/migrateparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::MigrateFiles)
};

constexpr qint64 kMostModelMap = 1 << 20;
constexpr qint64 kSmallFile = 1 << 20;

Result<> copyFile(const QString &from, const QString &to)
{
    const Result<> made = makeFolder(QFileInfo(to).path());
    if (!made)
        return made;
    const Result<> reflinked = cloneFile(from, to, CloneMethod::Reflink);
    return reflinked ? reflinked : cloneFile(from, to, CloneMethod::Copy);
}

/** What every ComfyUI has in the folders of the person, relative to its folder. */
QStringList shippedFiles(const QString &comfy)
{
    QStringList files{u"custom_nodes/websocket_image_save.py"_s,
                      u"custom_nodes/example_node.py.example"_s, u"input/example.png"_s,
                      u"output/_output_images_will_be_put_here"_s};
    const QDir models(comfy + "/models"_L1);
    for (const QString &name : models.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir folder(models.filePath(name));
        const QStringList filters =
            name == "configs"_L1 ? QStringList{u"*.yaml"_s} : QStringList{u"put_*_here"_s};
        for (const QString &file : folder.entryList(filters, QDir::Files | QDir::NoSymLinks))
            files += "models/"_L1 + name + u'/' + file;
    }
    return files;
}

/** What says of a bundle what it is: compose.json, manifest.json, ... */
Result<> copyBeside(const Migration &work, const MigratedPlaces &places)
{
    const QString root = QFileInfo(work.plan.comfy).path();
    const QString target = QFileInfo(work.generation() + u'/' + places.comfyFolder).path();
    for (const QFileInfo &file : QDir(root).entryInfoList(QDir::Files | QDir::NoSymLinks)) {
        if (file.size() > kSmallFile)
            continue;
        const Result<> copied = copyFile(file.filePath(), target + u'/' + file.fileName());
        if (!copied)
            return copied;
    }
    return {};
}

/** The person's folder is a link itself: its content is what counts. */
Result<> copyBehindLink(const Migration &work, const QString &name)
{
    const QFileInfo own(work.plan.comfy + u'/' + name);
    if (!own.isDir() || !(own.isSymLink() || isFolderLink(own.filePath())))
        return {};
    const QString to = work.data() + u'/' + name;
    const Result<> cleared = removeTree(to, work.job);
    if (!cleared)
        return cleared;
    const Result<CloneSummary> cloned = cloneTree({.from = own.canonicalFilePath(),
                                                   .to = to,
                                                   .sharing = Sharing::Reflink,
                                                   .wants = {},
                                                   .step = migrateStep()},
                                                  work.job);
    return cloned ? Result<>() : Result<>(cloned.error());
}

/** A relative link that leads out of the person's folder still leads there. */
Result<> keepLinks(const Migration &work, const QString &name)
{
    const QString root = QFileInfo(work.plan.comfy + u'/' + name).canonicalFilePath();
    const QString copy = work.data() + u'/' + name;
    QStringList links;
    const Result<> walked = walkTree(
        copy,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind == TreeEntry::Kind::Link)
                links += entry.path;
            return Visit::Continue;
        },
        work.job);
    if (!walked)
        return walked;
    for (const QString &path : std::as_const(links)) {
        const QString link = copy + u'/' + path;
        const Result<QString> text = readLink(link);
        if (!text)
            return text.error();
        const QString target = QDir::cleanPath(QFileInfo(root + u'/' + path).path() + u'/' + *text);
        if (QDir::isAbsolutePath(*text) || target.startsWith(root + u'/'))
            continue;
        if (!QFile::remove(link))
            return fileError(FileAct::Remove, link, lastSystemError());
        const Result<> made = makeLink(target, link);
        if (!made)
            return made;
    }
    return {};
}

/** ComfyUI keeps it among the user files, Portico one for each generation. */
Result<> copyDatabase(const Migration &work)
{
    const QDir user(work.plan.comfy + "/user"_L1);
    for (const QString &name : user.entryList({u"comfyui.db*"_s}, QDir::Files | QDir::NoSymLinks)) {
        if (name.endsWith(".lock"_L1))
            continue;
        const Result<> copied =
            copyFile(user.filePath(name), work.data() + "/db/gen-0001/"_L1 + name);
        if (!copied)
            return copied;
    }
    return {};
}

/** Packs look for their models in the install's own folder of models only. */
Result<> linkModels(const Migration &work)
{
    for (const QString &name : work.plan.linkedModels) {
        const QString link = work.data() + "/models/"_L1 + name;
        const QString target =
            QFileInfo(work.plan.comfy + "/models/"_L1 + name).canonicalFilePath();
        if (target.isEmpty() || QFileInfo::exists(link))
            continue;
        const Result<> made = work.services.host.os() == Os::Windows ? makeFolderLink(target, link)
                                                                     : makeLink(target, link);
        if (!made && made.error().code != ErrorCode::Unsupported)
            return made;
        if (!made)
            work.job.log(Text::tr("The model folder %1 could not be linked: node packs do not find "
                                  "what is in it.")
                             .arg(QDir::toNativeSeparators(target)));
    }
    return {};
}

Result<> bringModelMap(const Migration &work)
{
    if (work.plan.modelMap.isEmpty())
        return {};
    const Result<QByteArray> map = readFile(work.plan.modelMap, kMostModelMap);
    if (!map)
        return map.error();
    return writeFileAtomically(work.data() + "/extra_model_paths.yaml"_L1,
                               anchoredModelPaths(*map, work.plan.comfy));
}

} // namespace

Result<> migrateCode(const Migration &work)
{
    const MigratedPlaces places = migratedPlaces(work.plan);
    const QString to = work.generation() + u'/' + places.comfyFolder;
    const Result<> made = makeFolder(QFileInfo(to).path());
    if (!made)
        return made;
    const Result<CloneSummary> cloned =
        cloneTree({.from = work.plan.comfy,
                   .to = to,
                   .sharing = Sharing::Reflink,
                   .wants = [&](QStringView path) { return isMigratedCode(work.plan.comfy, path); },
                   .step = migrateStep()},
                  work.job);
    if (!cloned)
        return cloned.error();
    for (const QString &name : shippedFiles(work.plan.comfy)) {
        const QString from = work.plan.comfy + u'/' + name;
        if (!QFileInfo(from).isFile())
            continue;
        const Result<> copied = copyFile(from, to + u'/' + name);
        if (!copied)
            return copied;
    }
    const bool isKnown = work.plan.install.generation()->layout != BundleLayout::Plain;
    return isKnown ? copyBeside(work, places) : Result<>();
}

Result<> migrateData(const Migration &work)
{
    Result<> done = seedDataFolder(work.plan.comfy, work.data(), work.job);
    for (const auto name : {"custom_nodes"_L1, "input"_L1, "user"_L1}) {
        if (done)
            done = copyBehindLink(work, name);
        if (done)
            done = keepLinks(work, name);
    }
    for (const auto part : {copyDatabase, linkModels, bringModelMap}) {
        if (done)
            done = part(work);
    }
    return done;
}

} // namespace portico
