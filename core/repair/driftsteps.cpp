// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/installs/library.h"
#include "core/installs/pristine.h"
#include "core/repair/putback.h"
#include "core/repair/repairparts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairSteps)
};

constexpr qsizetype kMostNamed = 8;
constexpr int kPasses = 3; ///< a folder that became a link hides its content until it is gone

QStringList namesOf(const QList<DriftGroup> &groups)
{
    QStringList names;
    for (const DriftGroup &group : groups)
        names += group.name;
    return names;
}

RepairStep putBackStep(const Install &install, const DriftedTree &base, const PutBackPlan &plan)
{
    Drift only;
    only.install = install.id;
    only.trees += base;
    const DriftCard card = driftCard(only, install.name);
    const QString names = shortList(namesOf(base.groups));
    RepairStep step{.act = RepairAct::PutBackBase};
    step.title = plan.wanted.isEmpty()
        ? Text::tr("Move away %n files that were added: %1", nullptr,
                   static_cast<int>(plan.leaving.size()))
              .arg(names)
        : Text::tr("Put back %n files: %1", nullptr, static_cast<int>(plan.wanted.size()))
              .arg(names);
    step.why = card.message;
    step.lines = card.lines;
    step.packages = namesOf(base.groups);
    step.files = plan.wanted.size() + plan.leaving.size();
    step.bytes = plan.bytes;
    step.source = plan.sources.join(u", "_s);
    step.needsNetwork = plan.needsNetwork;
    if (!plan.nowhere.isEmpty() && plan.nowhere.size() == plan.wanted.size())
        step.obstacle = Error{
            .code = ErrorCode::NotFound,
            .message = Text::tr("%n files are nowhere to be had, such as %1.", nullptr,
                                static_cast<int>(plan.nowhere.size()))
                           .arg(plan.nowhere.constFirst()),
            .nextStep = Text::tr("Install it anew beside this one; both use the same models."),
            .detail = plan.nowhere.first(qMin(kMostNamed, plan.nowhere.size())).join(u'\n')};
    return step;
}

Result<std::optional<DriftedTree>> driftOfBase(const RepairWork &work)
{
    const Result<Drift> drift = findDrift(work.services.library, work.install, work.job);
    if (!drift)
        return drift.error();
    const DriftedTree *base = drift->find(DriftedTree::Place::Base);
    return base ? std::optional(*base) : std::nullopt;
}

void tellMissing(const QStringList &missing, const QStringList &problems, RepairOutcome &outcome)
{
    if (missing.isEmpty())
        return;
    outcome.notDone += Text::tr("%n files of the base could not be had: %1.", nullptr,
                                static_cast<int>(missing.size()))
                           .arg(listed(missing.first(qMin(kMostNamed, missing.size()))));
    outcome.notDone += problems;
}

} // namespace

Result<> planDrift(const RepairServices &services, const Install &install, RepairPlan &plan,
                   const JobContext &job)
{
    const Result<Drift> drift = findDrift(services.library, install, job);
    if (!drift)
        return drift.error();
    if (const DriftedTree *base = drift->find(DriftedTree::Place::Base)) {
        const Result<PutBackPlan> putBack = planPutBack(services, install, *base, job);
        if (!putBack)
            return putBack.error();
        plan.steps += putBackStep(install, *base, *putBack);
        if (!putBack->nowhere.isEmpty() && !plan.steps.constLast().obstacle)
            plan.remarks += Text::tr("%n files are nowhere to be had, such as %1.", nullptr,
                                     static_cast<int>(putBack->nowhere.size()))
                                .arg(putBack->nowhere.constFirst());
    }
    return {};
}

Result<> runPutBackBase(const RepairWork &work, const QString &step)
{
    const QString folder =
        work.services.library.generationFolder(work.install.id, work.install.generation()->number);
    for (int pass = 1; pass <= kPasses; ++pass) {
        const Result<std::optional<DriftedTree>> base = driftOfBase(work);
        if (!base)
            return base.error();
        if (!*base)
            return keepPristine(folder, work.job);
        const QString kept = work.kept + (pass == 1 ? u"/base"_s : u"/base-%1"_s.arg(pass));
        const Result<PutBackOutcome> outcome =
            carryOutPutBack(work.services, work.install, **base, kept, step, work.job);
        if (!outcome)
            return outcome.error();
        if (pass == kPasses || (outcome->brought == 0 && outcome->left == 0)) {
            tellMissing(outcome->missing, outcome->problems, work.outcome);
            return {};
        }
    }
    return {};
}

} // namespace portico
