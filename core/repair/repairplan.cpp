// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/repairplan.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairPlan)
};

QJsonObject toJson(const RepairStep &step)
{
    QJsonObject object{{u"act"_s, repairActName(step.act)},
                       {u"title"_s, step.title},
                       {u"why"_s, step.why},
                       {u"lines"_s, QJsonArray::fromStringList(step.lines)},
                       {u"packages"_s, QJsonArray::fromStringList(step.packages)},
                       {u"files"_s, step.files},
                       {u"bytes"_s, step.bytes},
                       {u"source"_s, step.source},
                       {u"needsNetwork"_s, step.needsNetwork},
                       {u"needsConsent"_s, step.needsConsent}};
    if (!step.pack.isEmpty())
        object.insert(u"pack"_s, step.pack);
    if (step.obstacle) {
        object.insert(u"obstacle"_s,
                      QJsonObject{{u"code"_s, errorCodeName(step.obstacle->code)},
                                  {u"message"_s, step.obstacle->message},
                                  {u"nextStep"_s, step.obstacle->nextStep}});
    }
    return object;
}

} // namespace

QString repairActName(RepairAct act)
{
    switch (act) {
    case RepairAct::RemoveLeftovers:
        return u"remove-leftovers"_s;
    case RepairAct::PutBackBase:
        return u"put-back-base"_s;
    case RepairAct::RebuildLayer:
        return u"rebuild-layer"_s;
    case RepairAct::RenewView:
        return u"renew-view"_s;
    case RepairAct::ReinstallTorch:
        return u"reinstall-torch"_s;
    case RepairAct::ReinstallPackages:
        return u"reinstall-packages"_s;
    case RepairAct::KeepOneProvider:
        return u"keep-one-provider"_s;
    case RepairAct::PutBackPack:
        return u"put-back-pack"_s;
    case RepairAct::MeetPackNeeds:
        return u"meet-pack-needs"_s;
    case RepairAct::RepairEnvironments:
        return u"repair-environments"_s;
    case RepairAct::PutBackEdits:
        return u"put-back-edits"_s;
    case RepairAct::ClearPending:
        return u"clear-pending"_s;
    }
    return {};
}

bool RepairPlan::needsNetwork() const
{
    return std::any_of(steps.begin(), steps.end(),
                       [](const RepairStep &step) { return step.needsNetwork; });
}

bool RepairPlan::onlyOffers() const
{
    return !steps.isEmpty() && std::all_of(steps.begin(), steps.end(), [](const RepairStep &step) {
        return step.needsConsent;
    });
}

qint64 RepairPlan::bytes() const
{
    qint64 bytes = 0;
    for (const RepairStep &step : steps)
        bytes += step.bytes;
    return bytes;
}

QString RepairPlan::sentence() const
{
    if (isEmpty())
        return Text::tr("Nothing needs repair.");
    if (onlyOffers())
        return Text::tr("Nothing is broken; %n steps are done only if you agree.", nullptr,
                        static_cast<int>(steps.size()));
    return isUnfinished
        ? Text::tr("An interrupted repair goes on: %n steps.", nullptr,
                   static_cast<int>(steps.size()))
        : Text::tr("%n steps would repair it.", nullptr, static_cast<int>(steps.size()));
}

QJsonObject toJson(const RepairPlan &plan)
{
    QJsonArray steps;
    for (const RepairStep &step : plan.steps)
        steps.append(toJson(step));
    return {{u"id"_s, plan.install.toString()},
            {u"name"_s, plan.name},
            {u"isAdopted"_s, plan.isAdopted},
            {u"isUnfinished"_s, plan.isUnfinished},
            {u"sentence"_s, plan.sentence()},
            {u"needsNetwork"_s, plan.needsNetwork()},
            {u"bytes"_s, plan.bytes()},
            {u"steps"_s, steps},
            {u"remarks"_s, QJsonArray::fromStringList(plan.remarks)},
            {u"verdict"_s, toJson(plan.verdict)}};
}

} // namespace portico
