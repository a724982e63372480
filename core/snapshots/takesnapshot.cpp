// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/takesnapshot.h"

#include "core/installs/composerecord.h"
#include "core/installs/goodstart.h"
#include "core/installs/installfile.h"
#include "core/installs/settingsjson.h"
#include "core/io/file.h"
#include "core/io/sha256.h"
#include "core/io/treemanifest.h"
#include "core/isolation/discoverenvs.h"
#include "core/isolation/envhome.h"
#include "core/isolation/envplaces.h"
#include "core/isolation/envrecord.h"
#include "core/nodes/nodepacks.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/python/layer.h"

#include <QFileInfo>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostLock = 16LL << 20;
constexpr qint64 kMostManifest = 1LL << 30;

/** Names and content alone: times and places differ wherever the same bundle lies. The file that
 *  leads to layers may come later. */
Sha256 identityOf(const QString &manifest)
{
    const Result<QByteArray> bytes = readFile(manifest, kMostManifest);
    if (!bytes)
        return {};
    const auto entries = manifestFromBytes(*bytes);
    if (!entries)
        return {};
    Sha256Hasher hasher;
    for (const ManifestEntry &entry : *entries) {
        if (entry.kind == ManifestEntry::Kind::Folder
            || entry.path.endsWith("/portico-layer.pth"_L1))
            continue;
        hasher.add(entry.path.toUtf8() + '\t' + entry.sha256.toHex().toLatin1() + '\t'
                   + entry.linkTarget.toUtf8() + '\n');
    }
    return hasher.result();
}

/** Of a composition what it was made of; its files name their place. */
Sha256 identityOf(const ComposedFrom &from)
{
    QByteArray text = from.commit.toUtf8() + '\n' + from.pythonVersion.toUtf8() + '\n'
        + from.locks.python.toHex().toLatin1() + '\n';
    for (const Lock &lock : {from.locks.torchFamily, from.locks.others}) {
        for (const LockedPackage &package : lock.packages)
            text += package.name.toUtf8() + "==" + package.version.toUtf8() + '\n';
    }
    return sha256Of(text);
}

RecordedLayer layerOf(const Library &library, const Install &install)
{
    const Generation *const generation = install.generation();
    if (!generation || generation->layer.isEmpty())
        return {};
    Result<Layer> layer = readLayer(library.layerFolder(generation->layer));
    if (!layer && !library.viewFolder(install).isEmpty())
        layer = readLayer(library.viewFolder(install));
    RecordedLayer recorded{.id = generation->layer};
    if (layer) {
        recorded.base = layer->base;
        recorded.lock = layer->lock;
    }
    return recorded;
}

RecordedEnv recordEnv(const IsolatedEnv &env)
{
    RecordedEnv recorded{.name = env.name,
                         .pack = env.pack,
                         .folder = env.folder,
                         .config = env.config ? sha256Of(env.config->bytes) : Sha256()};
    recorded.isThere = !env.place.isEmpty() && QFileInfo::exists(envPrefix(env.place));
    if (!recorded.isThere)
        return recorded;
    if (const auto record = readEnvRecord(env.place)) {
        recorded.engine = engineName(record->engine);
        recorded.python = record->python;
        recorded.comfyEnv = record->comfyEnvVersion;
        recorded.tag = record->tag;
    }
    const Result<QByteArray> lock = readFile(envLockFile(env.place), kMostLock);
    const Result<QByteArray> pixi = lock ? lock : readFile(env.place + "/pixi.lock"_L1, kMostLock);
    recorded.lock = pixi ? QString::fromUtf8(*pixi) : QString();
    return recorded;
}

/** Only where a pack asks for one: looking for them reads all of Python's lists. */
Result<QList<RecordedEnv>> environmentsOf(const Library &library, const Install &install,
                                          const QList<NodePack> &packs, const JobContext &job)
{
    const bool isWanted = std::any_of(packs.begin(), packs.end(), [](const NodePack &pack) {
        return pack.isEnabled && (pack.wantsIsolation || pack.isIsolated());
    });
    if (!isWanted)
        return QList<RecordedEnv>();
    const Result<EnvHome> home = readEnvHome(library, install, hostPlaceFacts(), job);
    const auto envs = home ? discoverEnvs(*home, job) : Result<QList<IsolatedEnv>>(home.error());
    if (!envs && envs.error().code == ErrorCode::Cancelled)
        return envs.error();
    QList<RecordedEnv> recorded;
    if (envs) { // a Python that is damaged has none that could be told
        for (const IsolatedEnv &env : *envs)
            recorded += recordEnv(env);
    }
    return recorded;
}

void readSettings(const Install &install, SnapshotContent &content)
{
    content.settings = settingsJson(install);
    QJsonObject settings = content.settings.value("settings"_L1).toObject();
    settings.remove("arguments"_L1);
    settings.remove("modelFolders"_L1);
    content.settings.insert(u"settings"_s, settings);
    content.arguments = install.settings.arguments;
    content.modelFolders = install.settings.modelFolders;
}

} // namespace

RecordedRuntime runtimeOf(const Library &library, const Install &install)
{
    const std::unique_ptr<Host> host = makeHost();
    RecordedRuntime runtime{.platform =
                                osName(host->os()) + u'-' + architectureName(host->architecture())};
    const Generation *const generation = install.generation();
    if (!generation)
        return runtime;
    runtime.generation = generation->number;
    runtime.layout = generation->layout;
    runtime.comfyVersion = generation->comfyVersion;
    runtime.pythonVersion = generation->pythonVersion;
    runtime.torchVersion = generation->torchVersion;
    runtime.accelerator = generation->accelerator;
    runtime.origin = generation->origin;
    if (generation->layout == BundleLayout::Composed) {
        if (const auto from = readComposeRecord(library.runtimeFolder(install))) {
            runtime.repository = from->repository;
            runtime.commit = from->commit;
            runtime.identity = identityOf(*from);
        }
    } else {
        runtime.identity = identityOf(library.manifestFile(install.id, generation->number));
    }
    return runtime;
}

Result<SnapshotContent> contentOf(const Library &library, const Install &install,
                                  const JobContext &job)
{
    SnapshotContent content{.runtime = runtimeOf(library, install)};
    const Result<QList<RecordedPack>> packs = recordPacks(library, install, job);
    if (!packs)
        return packs.error();
    content.packs = *packs;
    content.layer = layerOf(library, install);
    content.leftOut = readPackRecords(library, install.id).withoutNeeds;
    content.leftOut.sort();
    if (const auto extras = readExtras(library, install))
        content.extras = *extras;
    const Result<QList<NodePack>> nodes = readNodePacks(library, install, job);
    if (!nodes)
        return nodes.error();
    const auto environments = environmentsOf(library, install, *nodes, job);
    if (!environments)
        return environments.error();
    content.environments = *environments;
    readSettings(install, content);
    return content;
}

Result<KeptSnapshot> takeSnapshot(const Library &library, const Install &install,
                                  const SnapshotMark &mark, const JobContext &job)
{
    const Result<SnapshotContent> content = contentOf(library, install, job);
    if (!content)
        return content.error();
    return keepSnapshot(library, install.id, *content, mark, job);
}

Result<> keepGoodStart(const Library &library, const InstallId &id, const QDateTime &started,
                       const JobContext &job)
{
    const QDateTime good = lastGoodStart(library, id);
    if (!good.isValid() || good < started)
        return {};
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    return SnapshotKeeper(library).keep(*install, KeepReason::GoodStart, job);
}

SnapshotKeeper::SnapshotKeeper(Library library)
    : m_library(std::move(library))
{ }

Result<> SnapshotKeeper::keep(const Install &install, KeepReason reason,
                              const JobContext &job) const
{
    if (!QFileInfo::exists(m_library.installFile(install.id)))
        return {}; // one in staging, which nobody goes back to
    SnapshotMark mark{.reason = reason, .now = QDateTime::currentDateTimeUtc()};
    if (reason == KeepReason::GoodStart)
        mark.goodStart = lastGoodStart(m_library, install.id);
    const Result<KeptSnapshot> kept = takeSnapshot(m_library, install, mark, job);
    return kept ? Result<>() : kept.error();
}

} // namespace portico
