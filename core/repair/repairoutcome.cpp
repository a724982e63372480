// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/runrepair.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairOutcome)
};

} // namespace

bool RepairOutcome::isGood() const
{
    const bool computes = !probe || probe->isGood;
    return notDone.isEmpty() && !startFailure && computes && (!plan.isAdopted || verdict.isClean());
}

QString RepairOutcome::sentence() const
{
    if (!notDone.isEmpty())
        return Text::tr("Not everything could be repaired: %1").arg(notDone.constFirst());
    if (startFailure)
        return Text::tr("ComfyUI still does not start: %1").arg(startFailure->message);
    if (probe && !probe->isGood)
        return probe->reason;
    if (plan.isAdopted && !verdict.isClean())
        return Text::tr("Something is still wrong: %1").arg(verdict.sentence());
    if (plan.isEmpty())
        return hasStarted ? Text::tr("Nothing needed repair, and ComfyUI starts.")
                          : Text::tr("Nothing needed repair.");
    return hasStarted ? Text::tr("Repaired, and ComfyUI starts.") : Text::tr("Repaired.");
}

QJsonObject toJson(const RepairOutcome &outcome)
{
    QJsonObject object{{u"isGood"_s, outcome.isGood()},
                       {u"sentence"_s, outcome.sentence()},
                       {u"plan"_s, toJson(outcome.plan)},
                       {u"notDone"_s, QJsonArray::fromStringList(outcome.notDone)},
                       {u"backup"_s, outcome.backup},
                       {u"hasStarted"_s, outcome.hasStarted},
                       {u"verdict"_s, toJson(outcome.verdict)}};
    if (outcome.probe)
        object.insert(u"probe"_s, toJson(*outcome.probe));
    if (outcome.startFailure)
        object.insert(u"startFailure"_s,
                      QJsonObject{{u"code"_s, errorCodeName(outcome.startFailure->code)},
                                  {u"message"_s, outcome.startFailure->message},
                                  {u"nextStep"_s, outcome.startFailure->nextStep}});
    return object;
}

} // namespace portico
