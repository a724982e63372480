// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installfile.h"
#include "core/repair/probeinstall.h"
#include "core/repair/rememberneeds.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Absorb)
};

Error nothingAdded(const Install &install)
{
    return {.code = ErrorCode::NotFound,
            .message =
                Text::tr("Nothing was added to “%1” that a layer could hold.").arg(install.name),
            .nextStep = Text::tr("Put back what was changed instead."),
            .detail = {}};
}

} // namespace

Result<RepairOutcome> absorb(const RepairServices &services, const InstallId &install,
                             const JobContext &job)
{
    const Result<Install> found = loadInstall(services.library, install);
    if (!found)
        return found.error();
    const Result<Drift> drift = findDrift(services.library, *found, job);
    if (!drift)
        return drift.error();
    const QStringList packages = drift->addedPackages();
    if (packages.isEmpty())
        return nothingAdded(*found);
    // First what must not be lost: if the rest is interrupted, the next plan has them all the same.
    const Result<QStringList> remembered = rememberNeeds(services.library, *found, packages);
    if (!remembered)
        return remembered.error();
    Result<RepairOutcome> outcome = putBack(services, install, job);
    if (!outcome)
        return outcome;
    const Result<Install> now = loadInstall(services.library, install);
    const Result<QStringList> made =
        now ? makeLayer(services, *now, job) : Result<QStringList>(now.error());
    if (!made && made.error().code == ErrorCode::Cancelled)
        return made.error();
    if (!made)
        outcome->notDone += made.error().message + u' ' + made.error().nextStep;
    else
        outcome->notDone += *made;
    if (const Result<Install> after = loadInstall(services.library, install); made && after)
        outcome->probe = probeAfterwards(services.library, *after, services.processes, job);
    return outcome;
}

} // namespace portico
