// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/finishenv.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"
#include "core/io/sha256.h"
#include "core/io/tree.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::FinishEnv)
};

/** `.comfy-env-meta.json`: what comfy-env's own scripts show. */
QJsonObject metaOf(const EnvPlan &plan)
{
    const EnvConfig &config = *plan.env.config;
    QJsonObject meta{{u"node_name"_s, plan.env.pack + u'/' + plan.env.folder},
                     {u"config_file"_s, envConfigName()},
                     {u"config_content"_s, QString::fromUtf8(config.bytes)}};
    if (!config.cudaPackages.isEmpty())
        meta.insert(u"cuda"_s, QJsonArray::fromStringList(config.cudaPackages));
    const qsizetype count = config.table(u"pypi-dependencies"_s).size();
    if (count > 0)
        meta.insert(u"pypi_count"_s, static_cast<int>(count));
    if (!config.python.isEmpty())
        meta.insert(u"python"_s, config.python);
    return meta;
}

} // namespace

Result<> markBuilt(const EnvAssembly &assembly, const JobContext &job)
{
    const EnvPlan &plan = assembly.plan;
    const EnvRules &rules = assembly.home.rules;
    if (rules.isBoundByLink) {
        const Result<> meta =
            writeFileAtomically(envMetaFile(assembly.place), jsonToBytes(metaOf(plan)));
        return meta ? writeFileAtomically(envDoneFile(assembly.place), {}) : meta;
    }
    EnvStamp stamp = plan.stamp;
    const QString lock = assembly.place + "/pixi.lock"_L1;
    if (QFileInfo(lock).isFile()) {
        const Result<Sha256> hash = hashFile(lock, job);
        if (!hash)
            return hash.error();
        stamp.lockSha256 = hash->toHex();
    }
    const Result<> stamped =
        writeFileAtomically(envStampFile(assembly.place), envStampBytes(stamp, rules));
    if (!stamped || !rules.hasIdentity)
        return stamped;
    return writeFileAtomically(envHashFile(assembly.place), installHashBytes(plan.hash));
}

Result<> markUnfinished(const EnvAssembly &assembly)
{
    if (assembly.home.rules.isBoundByLink)
        return {}; // it is .done and the link that count there
    EnvStamp stamp = assembly.plan.stamp;
    stamp.abiTag = u"building"_s; // of no host: what is half is never bound to
    return writeFileAtomically(envStampFile(assembly.place),
                               envStampBytes(stamp, assembly.home.rules));
}

Result<> writeManifest(const EnvAssembly &assembly)
{
    const EnvPlan &plan = assembly.plan;
    const QString name = assembly.home.rules.isBoundByLink ? plan.env.folderName : plan.env.name;
    const ManifestRequest request{.config = *plan.env.config,
                                  .rules = assembly.home.rules,
                                  .host = assembly.home.host,
                                  .name = name};
    return writeFileAtomically(envManifestFile(assembly.place),
                               pixiTomlBytes(plan.manifest, request));
}

Result<EnvRecord> finishEnv(const EnvAssembly &assembly, const AssembledEnv &assembled,
                            const JobContext &job)
{
    const EnvPlan &plan = assembly.plan;
    const QString python = envPython(assembly.place, assembly.home.host.os);
    if (!QFileInfo(python).isFile())
        return Error{.code = ErrorCode::ProcessFailed,
                     .message = Text::tr("The environment has no Python where comfy-env looks for "
                                         "it: %1.")
                                    .arg(QDir::toNativeSeparators(python)),
                     .nextStep = Text::tr("Try again; the log of the environment tells more."),
                     .detail = {}};
    const Result<> manifest = writeManifest(assembly);
    if (!manifest)
        return manifest.error();
    const Result<TreeSize> size = treeSize(assembly.place, job);
    if (!size)
        return size.error();
    EnvRecord record{.engine = plan.engine.engine,
                     .reason = plan.engine.reason,
                     .name = plan.env.name,
                     .source = plan.stamp.source,
                     .python = assembled.pythonVersion,
                     .packages = assembled.packages,
                     .bytes = size->bytes,
                     .place = resolvedEnvPlace(assembly.home.root, plan.env.place),
                     .leansOn = assembled.leansOn,
                     .comfyEnvVersion = plan.stamp.comfyEnvVersion,
                     .tag = plan.stamp.abiTag,
                     .config = sha256Of(plan.env.config->bytes),
                     .built = QDateTime::currentDateTimeUtc()};
    const Result<> recorded = writeEnvRecord(assembly.place, record);
    if (!recorded)
        return recorded.error();
    return record;
}

} // namespace portico
