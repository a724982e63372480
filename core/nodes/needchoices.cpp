// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/nodes/changeparts.h"
#include "core/python/leftout.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::NeedChoices)
};

/** "Pack:Flash_Attn" is "Pack:flash-attn". */
QString canonical(const QString &choice)
{
    static const QRegularExpression named(uR"re(^(.+):([A-Za-z0-9._-]+)$)re"_s);
    const QRegularExpressionMatch match = named.match(choice);
    return match.hasMatch() ? match.captured(1) + u':' + normalisedPackage(match.captured(2))
                            : choice;
}

/** Whether taking that back ends this choice: a pack's name ends all that are about it. */
bool endsChoice(const QString &taken, const QString &choice)
{
    return isChoiceAbout(choice, taken) || canonical(taken) == canonical(choice);
}

} // namespace

QStringList choicesKept(const ChangeParts &parts)
{
    QStringList kept;
    for (const QString &choice : parts.records.withoutNeeds) {
        const bool isChanged = std::any_of(
            parts.plan.steps.begin(), parts.plan.steps.end(),
            [&](const PackStep &step) { // a script changes nothing of what its pack asks for
                return step.act != PackAct::RunScript && isChoiceAbout(choice, step.pack);
            });
        const bool isTaken =
            std::any_of(parts.change.with.begin(), parts.change.with.end(),
                        [&](const QString &taken) { return endsChoice(taken, choice); });
        if (!isChanged && !isTaken)
            kept += choice;
    }
    return kept;
}

QStringList withoutNeedsAfter(const ChangeParts &parts)
{
    if (parts.change.state.leftOut) {
        QStringList recorded = *parts.change.state.leftOut;
        recorded.sort();
        return recorded;
    }
    QStringList without = parts.change.without + choicesKept(parts);
    without.removeDuplicates();
    without.sort();
    return without;
}

Result<> checkTakenBack(const ChangeParts &parts)
{
    const QStringList &choices = parts.records.withoutNeeds;
    for (const QString &taken : parts.change.with) {
        if (std::any_of(choices.begin(), choices.end(),
                        [&](const QString &choice) { return endsChoice(taken, choice); }))
            continue;
        return Error{
            .code = ErrorCode::NotFound,
            .message = Text::tr("“%1” is not left out of “%2”.").arg(taken, parts.install.name),
            .nextStep = choices.isEmpty() ? Text::tr("Nothing is left out of it by choice.")
                                          : Text::tr("Left out are: %1.").arg(listed(choices)),
            .detail = {}};
    }
    return {};
}

} // namespace portico
