// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/isolatepacks.h"

#include "core/nodes/packisolator.h"

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Where the pack's own files lie now. */
QString filesOf(const PackStep &step)
{
    return step.act == PackAct::Isolate && step.before ? step.before->folder : step.after->inner;
}

bool isolates(const PackStep &step)
{
    return step.after && step.after->isIsolated()
        && (step.act == PackAct::Isolate || step.act == PackAct::Install
            || step.act == PackAct::Update);
}

} // namespace

Result<QStringList> tryIsolated(const NodeServices &services, const ChangeParts &parts,
                                const QString &layer, const JobContext &job)
{
    QStringList all;
    for (const PackStep &step : parts.plan.steps) {
        if (!isolates(step))
            continue;
        const Result<QStringList> remarks =
            services.isolator->tryOut({.install = parts.install,
                                       .pack = step.pack,
                                       .wrapper = step.after->folder,
                                       .files = filesOf(step),
                                       .layer = layer},
                                      job);
        if (!remarks) {
            settleIsolated(services, parts, ChangeEnd::Failed, job);
            return remarks.error();
        }
        all += *remarks;
    }
    return all;
}

void settleIsolated(const NodeServices &services, const ChangeParts &parts, ChangeEnd end,
                    const JobContext &job)
{
    if (!services.isolator)
        return;
    for (const PackStep &step : parts.plan.steps) {
        const bool isBack = end == ChangeEnd::Failed && isolates(step);
        const bool wasBefore = isBack && step.act == PackAct::Update;
        const bool isTakenBack = end == ChangeEnd::Done && step.act == PackAct::Restore
            && step.after && step.after->isIsolated() && step.after->isEnabled;
        if (wasBefore || isTakenBack)
            services.isolator->renew(parts.install, step.pack, job);
        else if (isBack || (end == ChangeEnd::Done && step.act == PackAct::Rejoin))
            services.isolator->forget(parts.install, step.pack, job);
    }
}

} // namespace portico
