// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/bundlesource.h"
#include "core/bundles/launchscripts.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/platform/clonefile.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"
#include "core/python/layer.h"
#include "core/python/layerpath.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlaceBundle)
};

QStringView nameOf(QStringView path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

bool isNeeded(QStringView path)
{
    const QStringView name = nameOf(path);
    return name != "__pycache__"_L1 && name != ".git"_L1;
}

/** Of a Python: without the file that leads to a layer, which is inside now. */
bool isOfPython(QStringView path)
{
    return isNeeded(path) && nameOf(path) != layerPathFile();
}

/** Of ComfyUI: its packs come from where the person keeps them. */
bool isOfComfy(QStringView path)
{
    return isNeeded(path) && !path.startsWith("custom_nodes/"_L1);
}

/** One file by the cheapest way that works. */
Result<> shareFile(const QString &from, const QString &to)
{
    for (const CloneMethod method :
         {CloneMethod::Reflink, CloneMethod::HardLink, CloneMethod::Copy}) {
        const Result<> cloned = cloneFile(from, to, method);
        if (cloned || cloned.error().code != ErrorCode::Unsupported)
            return cloned;
    }
    return {};
}

Result<> placeFolder(const QString &from, const QString &to,
                     const std::function<bool(QStringView)> &wants, const JobContext &job)
{
    const Result<CloneSummary> cloned = cloneTree({.from = from,
                                                   .to = to,
                                                   .sharing = Sharing::ReflinkOrHardLink,
                                                   .wants = wants,
                                                   .step = placeStep()},
                                                  job);
    return cloned ? Result<>() : Result<>(cloned.error());
}

/** The layer's packages among those of the base, whose own files always win: that is the order on
 *  sys.path, too. */
Result<> foldLayer(const QString &site, const QString &sitePackages, const JobContext &job)
{
    const auto visit = [&](const TreeEntry &entry) -> Result<Visit> {
        if (!isNeeded(entry.path))
            return Visit::SkipContent;
        const QString target = sitePackages + u'/' + entry.path;
        const QFileInfo there(target);
        Result<> placed;
        if (entry.kind == TreeEntry::Kind::Folder)
            placed = makeFolder(target);
        else if (entry.kind == TreeEntry::Kind::File && !there.exists())
            placed = shareFile(site + u'/' + entry.path, target);
        return placed ? Result<Visit>(Visit::Continue) : Result<Visit>(placed.error());
    };
    return walkTree(site, visit, job);
}

Result<> placePack(const NodePack &pack, const QString &customNodes, const JobContext &job)
{
    const QString target = customNodes + u'/' + QFileInfo(pack.folder).fileName();
    if (pack.kind == PackKind::File)
        return shareFile(pack.folder, target);
    return placeFolder(pack.folder, target, isNeeded, job);
}

} // namespace

Result<> placeBundle(const BundleParts &source, const QString &top, const JobContext &job)
{
    const QString python = top + u'/' + kBundlePython;
    Result<> placed = placeFolder(source.pythonFolder, python, isOfPython, job);
    if (placed && !source.layer.isEmpty())
        placed = foldLayer(layerSite(source.layer), python + u'/' + source.sitePackages, job);
    const QString comfy = top + u'/' + kBundleComfy;
    if (placed)
        placed = placeFolder(source.comfyFolder, comfy, isOfComfy, job);
    if (placed)
        placed = makeFolder(comfy + "/custom_nodes"_L1);
    for (const NodePack &pack : source.packs) {
        if (placed)
            placed = placePack(pack, comfy + "/custom_nodes"_L1, job);
    }
    return placed;
}

QString placeStep()
{
    return Text::tr("Bring the parts together");
}

} // namespace portico
