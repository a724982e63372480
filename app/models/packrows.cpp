// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What files and log tell of a node pack, as one row.
#include "app/models/packrow.h"
#include "core/base/lists.h"

#include <QCoreApplication>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::PackRow)
};

/** More than these are no sentence any more. */
constexpr qsizetype kMostNamed = 4;

QString missingSentence(const QList<MissingNeed> &missing)
{
    QStringList needs;
    for (const MissingNeed &need : missing.mid(0, kMostNamed))
        needs += need.present.isEmpty()
            ? need.text
            : Text::tr("%1 (there is %2)", "a requirement and what is installed")
                  .arg(need.text, need.present);
    const QString named = listedWithAnd(needs);
    const auto more = int(missing.size() - needs.size());
    return more > 0 ? Text::tr("It needs %1 and %n more.", nullptr, more).arg(named)
                    : Text::tr("It needs %1.").arg(named);
}

QString leftOutSentence(const QList<MissingNeed> &leftOut)
{
    QStringList needs;
    for (const MissingNeed &need : leftOut.mid(0, kMostNamed))
        needs += need.text;
    const QString named = listedWithAnd(needs);
    const auto more = int(leftOut.size() - needs.size());
    return more > 0 ? Text::tr("Left out by choice: %1 and %n more.", nullptr, more).arg(named)
                    : Text::tr("Left out by choice: %1.").arg(named);
}

QString failureSentence(const PackReport &report)
{
    if (report.cause.isEmpty())
        return Text::tr("The last start could not load it; the log says why.");
    return Text::tr("The last start could not load it: %1").arg(report.cause)
        + (report.cause.endsWith(u'.') ? QString() : u"."_s);
}

QString gitSentence(const WorkTreeState &git)
{
    QStringList words;
    const int behind = git.behind.value_or(0);
    const int ahead = git.ahead.value_or(0);
    if (behind > 0)
        words += Text::tr("%n commit(s) behind %1.", nullptr, behind).arg(git.upstream);
    if (ahead > 0)
        words += Text::tr("%n commit(s) of its own.", nullptr, ahead);
    if (git.isDirty())
        words += Text::tr("%n file(s) were edited here.", nullptr, int(git.edited.size()));
    return words.join(u' ');
}

PackRow rowOf(const NodePack &pack, const PackState &state, const PackReport *report)
{
    PackRow row{.pack = pack,
                .condition = PackCondition::NotStarted,
                .reason = {},
                .importTime = {},
                .git = state.git ? gitSentence(*state.git) : QString()};
    if (!pack.isEnabled) {
        row.condition = PackCondition::Disabled;
        return row;
    }
    if (report && report->seconds)
        row.importTime = std::chrono::milliseconds(qRound64(*report->seconds * 1000));
    if (report && report->failed) {
        row.condition = PackCondition::ImportFailed;
        row.reason = failureSentence(*report);
        if (!state.missing.isEmpty())
            row.reason += u' ' + missingSentence(state.missing);
    } else if (!state.missing.isEmpty()) {
        row.condition = PackCondition::NeedsPackages;
        row.reason = missingSentence(state.missing);
    } else if (state.problem) {
        row.condition = PackCondition::Unclear;
        row.reason = state.problem->message + u' ' + state.problem->nextStep;
    } else if (pack.wantsIsolation && !pack.isIsolated()) {
        row.condition = PackCondition::NeedsIsolation;
        row.reason = Text::tr("It asks for a Python of its own by a comfy-env.toml. Until it has "
                              "one it runs beside the others.");
    } else if (state.isChanged.value_or(false) || (state.git && state.git->isDirty())) {
        row.condition = PackCondition::Changed;
        row.reason = Text::tr("Its files are not those that were installed.");
    } else if (report) {
        row.condition = PackCondition::Fine;
    }
    if (!state.leftOut.isEmpty())
        row.reason = (row.reason + u' ' + leftOutSentence(state.leftOut)).trimmed();
    return row;
}

} // namespace

QList<PackRow> packRows(const QList<NodePack> &packs, const QList<PackState> &states,
                        const QList<PackReport> &reports)
{
    QList<PackRow> rows;
    for (qsizetype i = 0; i < packs.size(); ++i) {
        const PackReport *of = nullptr;
        for (const PackReport &report : reports) {
            if (report.pack == packs[i].name)
                of = &report;
        }
        rows += rowOf(packs[i], states.value(i), of);
    }
    return rows;
}

} // namespace portico::app
