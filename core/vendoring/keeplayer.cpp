// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/net/downloader.h"
#include "core/nodes/nodesplan.h"
#include "core/platform/clonefile.h"
#include "core/python/keepwheels.h"
#include "core/vendoring/keepparts.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

LayerPlan planOf(const RecordedLayer &layer)
{
    LayerPlan plan;
    plan.id = layer.id;
    plan.base = layer.base;
    plan.lock = layer.lock;
    return plan;
}

Result<> addWheels(const KeepWork &work, const Uv &uv)
{
    const ComposeServices &services = work.services.nodes.compose;
    const Library &library = work.library();
    const Downloader downloader(work.services.nodes.http, services.clock, library.wheels());
    const LayerPlan plan = planOf(work.state.content.layer);
    const Result<KeptWheels> kept =
        keepWheels({.plan = plan,
                    .python = QDir(library.runtimeFolder(work.install))
                                  .absoluteFilePath(work.install.generation()->python),
                    .layers = library.layers(),
                    .staging = library.staging(),
                    .wheels = library.wheels(),
                    .downloader = downloader,
                    .processes = services.processes},
                   work.staging + "/wheels"_L1, uv, work.job);
    if (!kept)
        return kept.error();
    for (const KeptWheel &wheel : kept->wheels)
        work.add(
            {.path = u"wheels/"_s + wheel.sha256.toHex() + u'/' + QFileInfo(wheel.file).fileName(),
             .sha256 = wheel.sha256,
             .bytes = QFileInfo(wheel.file).size()},
            VendoredKind::Wheel, wheel.package);
    for (const LackingWheel &lacking : kept->lacking)
        work.lack(VendoredKind::Wheel, lacking.package, lacking.why);
    return {};
}

/** The uv that was used, for a computer that has none and no network. */
Result<> addTool(const KeepWork &work, const Uv &uv)
{
    const QString &program = uv.program().path;
    const QString name = u"uv "_s + uv.program().version.toString();
    const QString folder = work.staging + "/tool"_L1;
    if (const Result<> made = makeFolder(folder); !made)
        return made;
    const QString copy = folder + u'/' + QFileInfo(program).fileName();
    if (const Result<> copied = cloneFile(program, copy, CloneMethod::Copy); !copied)
        return copied;
    const QByteArray madeOf =
        "tool\n" + name.toUtf8() + '\n' + QFileInfo(program).fileName().toUtf8();
    const auto stored = storedArchive(work.library(), madeOf, work.job);
    if (!stored)
        return stored.error();
    const Result<VendoredFile> file = *stored
        ? Result<VendoredFile>(**stored)
        : storeArchive(work.library(), copy, madeOf, work.job);
    if (!file)
        return file.error();
    work.add(*file, VendoredKind::Tool, name);
    return {};
}

} // namespace

Result<> keepLayer(const KeepWork &work)
{
    const RecordedLayer &layer = work.state.content.layer;
    if (layer.id.isEmpty())
        return {};
    // One that is not built any more is compared with nothing but its lock.
    if (const auto part = layerPart(work.library().layerFolder(layer.id)))
        work.state.parts += *part;
    const Result<Uv> uv = uvForNodes(work.services.nodes.compose, work.job);
    if (!uv)
        return work.lackUnlessFatal(VendoredKind::Tool, u"uv"_s, uv.error());
    if (const Result<> wheels = addWheels(work, *uv); !wheels)
        return wheels;
    const Result<> tool = addTool(work, *uv);
    return tool ? tool : work.lackUnlessFatal(VendoredKind::Tool, u"uv"_s, tool.error());
}

} // namespace portico
