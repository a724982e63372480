// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/platform/durable.h"
#include "core/process/processrunner.h"
#include "core/python/layerparts.h"
#include "core/python/smokeimport.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::BuildLayer)
};

Error isNotLocked(const QStringList &packages)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("These packages come from an address, a repository or a build, and "
                                "nobody agreed to that yet: %1.")
                           .arg(listed(packages)),
            .nextStep = Text::tr("Agree to it, or leave out the node packs that need them."),
            .detail = {}};
}

Error hasTorch(const QString &package)
{
    return {.code = ErrorCode::Refused,
            .message = Text::tr("A layer may not bring “%1”: torch and its family come from the "
                                "base, always.")
                           .arg(package),
            .nextStep = Text::tr("Plan again."),
            .detail = {}};
}

/** What may not go into any layer, whoever made the plan. */
Result<> checkPlan(const LayerPlan &plan)
{
    QStringList open;
    for (const PlannedPackage &package : plan.added) {
        if (!plan.lock.find(package.name))
            open += package.name;
    }
    if (!open.isEmpty())
        return isNotLocked(open);
    for (const LockedPackage &package : plan.lock.packages) {
        if (isOfTorchFamily(package.name))
            return hasTorch(package.name);
    }
    return {};
}

/** One layer from nothing to its place in the store. */
class Building
{
public:
    Building(const LayerBuild &build, const Uv &uv, Layer layer, StagingDir staging,
             const JobContext &job)
        : m_build(build)
        , m_uv(uv)
        , m_layer(std::move(layer))
        , m_staging(std::move(staging))
        , m_job(job)
    { }

    Result<Layer> run();

private:
    QString work(QLatin1StringView part) const { return m_staging.path() + "/work"_L1 + part; }
    QString site() const { return layerSite(m_staging.path()); }
    Result<> makeFolders() const;
    Result<> install() const;
    bool wasTried(const QString &package) const;
    Result<QStringList> tryImports() const;
    Result<> writeRecords() const;
    Result<> commit();

    const LayerBuild &m_build;
    const Uv &m_uv;
    Layer m_layer;
    StagingDir m_staging;
    const JobContext &m_job;
};

Result<> Building::makeFolders() const
{
    for (const QString &folder : {site(), work("/wheels"_L1), work("/home"_L1)}) {
        const Result<> made = makeFolder(folder);
        if (!made)
            return made;
    }
    return {};
}

/** From the vendored wheels alone: what works here works without a network, too. uv unpacks into a
 *  cache of its own, from which its files are moved by links and which then goes. */
Result<> Building::install() const
{
    m_job.report({.step = layerStep(), .done = 0, .total = -1, .unit = ProgressUnit::Items});
    const Result<> locked = writeFileAtomically(work("/lock.txt"_L1), lockToBytes(m_layer.lock));
    if (!locked)
        return locked;
    const Result<UvOutput> output =
        m_uv.run({.arguments = {u"pip"_s, u"install"_s, u"--python"_s, m_build.python,
                                u"--target"_s, site(), u"--no-deps"_s, u"--require-hashes"_s,
                                u"-r"_s, work("/lock.txt"_L1), u"--no-index"_s, u"--find-links"_s,
                                work("/wheels"_L1), u"--only-binary"_s, u":all:"_s, u"--offline"_s,
                                u"--no-python-downloads"_s, u"--link-mode"_s, u"hardlink"_s},
                  .variables = {{u"UV_CACHE_DIR"_s, work("/cache"_L1)}},
                  .workingFolder = work({}),
                  .step = layerStep()},
                 m_job);
    return output ? Result<>() : Result<>(output.error());
}

/** Work in proportion to the change: the same file over the same base was imported before. */
bool Building::wasTried(const QString &package) const
{
    const LockedPackage *const before = m_build.tried.find(package);
    const LockedPackage *const now = m_build.plan.lock.find(package);
    return before && now && *before == *now;
}

Result<QStringList> Building::tryImports() const
{
    SmokeImport smoke{.python = m_build.python,
                      .site = site(),
                      .home = work("/home"_L1),
                      .modules = {},
                      .step = smokeStep()};
    for (const QString &name : m_build.smokeImports)
        smoke.modules += {.module = name, .package = name, .isMain = true};
    if (m_build.smokeImports.isEmpty()) {
        for (const QString &info : QDir(site()).entryList({u"*.dist-info"_s}, QDir::Dirs)) {
            const Distribution distribution = readDistribution(site(), info);
            if (!wasTried(distribution.name))
                smoke.modules += modulesOf(distribution);
        }
    }
    return smokeImport(smoke, m_build.processes, m_job);
}

Result<> Building::writeRecords() const
{
    const QString folder = m_staging.path();
    const Result<> cleared = removeTree(work({}), m_job);
    if (!cleared)
        return cleared;
    const Result<> locked = writeFileAtomically(layerLockFile(folder), lockToBytes(m_layer.lock));
    if (!locked)
        return locked;
    const Result<> recorded =
        writeFileAtomically(layerRecordFile(folder), layerRecordBytes(m_layer));
    if (!recorded)
        return recorded;
    for (const QString &file : {layerLockFile(folder), layerRecordFile(folder)}) {
        const Result<> readOnly = makeReadOnly(file, 0);
        if (!readOnly)
            return readOnly;
    }
    const Result<QList<ManifestEntry>> entries = describeTree(folder, m_job);
    if (!entries)
        return entries.error();
    const Result<> listed = writeFileAtomically(layerManifest(folder), manifestToBytes(*entries));
    return listed ? makeReadOnly(layerManifest(folder), 0) : listed;
}

/** One rename; of a layer that is renewed the damaged one goes into staging first. */
Result<> Building::commit()
{
    std::optional<StagingDir> old;
    if (QFileInfo::exists(m_layer.folder)) {
        Result<StagingDir> aside = StagingDir::create(m_build.staging, Text::tr("an old layer"));
        if (!aside)
            return aside.error();
        old.emplace(std::move(*aside));
        // Whoever is killed between the two renames has no layer, which a repair builds again.
        if (const Result<> synced = syncTree(m_staging.path(), m_job); !synced)
            return synced;
        const Result<> moved =
            renameDurably(m_layer.folder, old->path() + u'/' + m_layer.id, IfExists::Refuse, m_job);
        if (!moved)
            return moved;
    }
    return m_staging.commit(m_layer.folder, m_job);
}

Result<Layer> Building::run()
{
    const Result<> made = makeFolders();
    if (!made)
        return made.error();
    const Result<> vendored = vendorWheels(m_build, work("/wheels"_L1), m_uv, m_job);
    if (!vendored)
        return vendored.error();
    const Result<> installed = install();
    if (!installed)
        return installed.error();
    const Result<QStringList> finished = finishLayerSite(site(), m_job);
    if (!finished)
        return finished.error();
    const Result<QStringList> tried = tryImports();
    if (!tried)
        return tried.error();
    m_layer.remarks = *finished + *tried;
    for (const QString &remark : std::as_const(m_layer.remarks))
        m_job.log(remark);
    const Result<> recorded = writeRecords();
    if (!recorded)
        return recorded.error();
    const Result<> committed = commit();
    if (!committed)
        return committed.error();
    return m_layer;
}

} // namespace

QString wheelsStep()
{
    return Text::tr("Packages");
}

QString layerStep()
{
    return Text::tr("Layer");
}

QString smokeStep()
{
    return Text::tr("Try the packages");
}

QStringList layerSteps()
{
    return {wheelsStep(), layerStep(), smokeStep()};
}

Result<Layer> buildLayer(const LayerBuild &build, const Uv &uv, const JobContext &job)
{
    const Result<> canBe = checkPlan(build.plan);
    if (!canBe)
        return canBe.error();
    if (build.plan.lock.packages.isEmpty())
        return Layer{};
    const QString id = layerId(build.plan.lock, build.plan.base);
    const QString folder = build.layers + u'/' + id;
    Result<FileLock> lease =
        FileLock::lock(folder + ".lock"_L1, Text::tr("building the layer %1").arg(id), job);
    if (!lease)
        return lease.error();
    auto shared = std::make_shared<FileLock>(std::move(*lease));
    if (build.renewal == LayerRenewal::Keep) {
        Result<Layer> there = readLayer(folder);
        if (there) {
            there->lease = std::move(shared);
            return there;
        }
    }
    Result<StagingDir> staging =
        StagingDir::create(build.staging, Text::tr("building the layer %1").arg(id));
    if (!staging)
        return staging.error();
    return Building(build, uv,
                    Layer{.id = id,
                          .folder = folder,
                          .base = build.plan.base,
                          .lock = build.plan.lock,
                          .created = QDateTime::currentDateTimeUtc(),
                          .lease = std::move(shared)},
                    std::move(*staging), job)
        .run();
}

} // namespace portico
