// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/selfcheck.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString outcomeName(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return u"passed"_s;
    case CheckOutcome::Failed:
        return u"failed"_s;
    case CheckOutcome::NotReached:
        return u"not-reached"_s;
    }
    Q_UNREACHABLE();
}

QJsonObject toJson(const SelfCheckStep &step)
{
    QJsonObject object{{u"name"_s, step.name},
                       {u"outcome"_s, outcomeName(step.outcome)},
                       {u"ms"_s, qint64(step.duration.count())},
                       {u"note"_s, step.note}};
    if (step.error) {
        object.insert(u"error"_s,
                      QJsonObject{{u"code"_s, errorCodeName(step.error->code)},
                                  {u"message"_s, step.error->message},
                                  {u"nextStep"_s, step.error->nextStep},
                                  {u"detail"_s, step.error->detail}});
    }
    return object;
}

} // namespace

bool SelfCheckReport::hasPassed() const
{
    return !steps.isEmpty()
        && std::all_of(steps.begin(), steps.end(), [](const SelfCheckStep &step) {
               return step.outcome == CheckOutcome::Passed;
           });
}

std::chrono::milliseconds SelfCheckReport::duration() const
{
    std::chrono::milliseconds sum{0};
    for (const SelfCheckStep &step : steps)
        sum += step.duration;
    return sum;
}

const SelfCheckStep *SelfCheckReport::failure() const
{
    const auto failed = std::find_if(steps.begin(), steps.end(), [](const SelfCheckStep &step) {
        return step.outcome == CheckOutcome::Failed;
    });
    return failed == steps.end() ? nullptr : &*failed;
}

QJsonObject toJson(const SelfCheckReport &report)
{
    QJsonArray steps;
    for (const SelfCheckStep &step : report.steps)
        steps.append(toJson(step));
    return {{u"passed"_s, report.hasPassed()},
            {u"ms"_s, qint64(report.duration().count())},
            {u"steps"_s, steps}};
}

} // namespace portico
