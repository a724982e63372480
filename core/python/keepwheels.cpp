// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/keepwheels.h"

#include "core/io/file.h"
#include "core/python/layerparts.h"
#include "core/python/wheelstore.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** What no other package would fare better with. */
bool endsAll(ErrorCode code)
{
    return code == ErrorCode::Cancelled || code == ErrorCode::DiskFull || code == ErrorCode::Io
        || code == ErrorCode::ReadOnly || code == ErrorCode::PermissionDenied;
}

/** Those of the store that are linked in the folder. */
QList<KeptWheel> wheelsIn(const QString &folder, const LockedPackage &package,
                          const QString &wheels)
{
    QList<KeptWheel> kept;
    for (const Sha256 &sha256 : package.hashes) {
        const std::optional<QString> file = storedWheel(wheels, sha256);
        if (file && QFileInfo::exists(folder + u'/' + QFileInfo(*file).fileName()))
            kept += KeptWheel{.package = package.name, .file = *file, .sha256 = sha256};
    }
    return kept;
}

LayerBuild withLock(const LayerBuild &build, const LayerPlan &plan)
{
    return {.plan = plan,
            .python = build.python,
            .layers = build.layers,
            .staging = build.staging,
            .wheels = build.wheels,
            .downloader = build.downloader,
            .processes = build.processes,
            .offline = build.offline};
}

} // namespace

Result<KeptWheels> keepWheels(const LayerBuild &build, const QString &folder, const Uv &uv,
                              const JobContext &job)
{
    KeptWheels kept;
    const auto take = [&](const LayerBuild &some, const QString &into) -> Result<> {
        if (const Result<> made = makeFolder(into); !made)
            return made;
        return vendorWheels(some, into, uv, job);
    };
    const Result<> all = take(build, folder + "/all"_L1);
    if (!all && endsAll(all.error().code))
        return all.error();
    for (qsizetype i = 0; i < build.plan.lock.packages.size(); ++i) {
        const LockedPackage &package = build.plan.lock.packages.at(i);
        QString into = folder + "/all"_L1;
        if (!all) { // one by one, to know which
            into = folder + u'/' + QString::number(i);
            LayerPlan plan = build.plan;
            plan.lock.packages = {package};
            const Result<> one = take(withLock(build, plan), into);
            if (!one && endsAll(one.error().code))
                return one.error();
            if (!one) {
                kept.lacking += LackingWheel{.package = package.name + u' ' + package.version,
                                             .why = one.error()};
                continue;
            }
        }
        kept.wheels += wheelsIn(into, package, build.wheels);
    }
    return kept;
}

} // namespace portico
