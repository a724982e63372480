// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/advice.h"
#include "app/models/cataloguemodel.h"
#include "app/models/texts.h"

#include <QCoreApplication>

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::CatalogueGroups)
};

QString titleOf(const SourceState &state)
{
    if (state.isAsked && state.kind == SourceState::Kind::Failed)
        return Text::tr("%1 · being asked…").arg(state.title);
    switch (state.kind) {
    case SourceState::Kind::Fresh:
        return Text::tr("%1 · %n build(s)", nullptr, state.entries).arg(state.title);
    case SourceState::Kind::Kept:
        return Text::tr("%1 · %n build(s) · as it was: %2", "%2 is a moment", state.entries)
            .arg(state.title, momentWithin(state.asked));
    case SourceState::Kind::Failed:
        break;
    }
    return Text::tr("%1 · nothing to show: %2", "%2 is the reason")
        .arg(state.title, state.problem ? state.problem->message : QString());
}

Suitability suitabilityOf(const CatalogueRow &row)
{
    return row.fit ? row.fit->suitability : Suitability::Works;
}

} // namespace

QList<CatalogueGroup> catalogueGroups(const Advice &advice)
{
    const auto &recommendation = advice.recommendation();
    const QString recommended =
        recommendation && recommendation->bundle ? recommendation->bundle->id : QString();
    CatalogueGroup first{.title = Text::tr("Recommended for this computer"), .rows = {}};
    QMap<QString, QList<CatalogueRow>> rows;
    for (const CatalogueEntry &entry : advice.catalogue().entries) {
        const bool isRecommended = !recommended.isEmpty() && entry.id == recommended;
        CatalogueRow row{.entry = entry, .fit = advice.fit(entry), .isRecommended = isRecommended};
        if (isRecommended)
            first.rows.append(row);
        else
            rows[entry.sourceId].append(row);
    }
    QList<CatalogueGroup> groups;
    if (!first.rows.isEmpty())
        groups.append(first);
    for (const SourceState &state : advice.catalogue().sources) {
        CatalogueGroup group{.title = titleOf(state), .rows = rows.value(state.id)};
        std::stable_sort(group.rows.begin(), group.rows.end(),
                         [](const CatalogueRow &a, const CatalogueRow &b) {
                             return suitabilityOf(a) < suitabilityOf(b);
                         });
        groups.append(group);
    }
    return groups;
}

} // namespace portico::app
