// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/partialanswer.h"

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

CatalogueAnswer filledUp(const CatalogueAnswer &partial, const CatalogueAnswer &before)
{
    CatalogueAnswer answer;
    for (const SourceState &state : partial.sources) {
        SourceState known = state;
        const CatalogueAnswer *from = &partial;
        for (const SourceState &old : before.sources) {
            if (state.isAsked && old.id == state.id) {
                known = old;
                known.isAsked = true;
                from = &before;
            }
        }
        if (known.isAsked && known.kind == SourceState::Kind::Failed)
            known.problem.reset(); // it may do better this time
        answer.sources += known;
        for (const CatalogueEntry &entry : from->entries) {
            if (entry.sourceId == state.id && !answer.entry(entry.id))
                answer.entries += entry;
        }
    }
    return answer;
}

CatalogueAnswer askedAgain(const CatalogueAnswer &answer)
{
    CatalogueAnswer silent;
    for (const SourceState &state : answer.sources)
        silent.sources += SourceState{.id = state.id, .title = state.title, .isAsked = true};
    return silent;
}

QStringList stillAsked(const CatalogueAnswer &answer)
{
    QStringList titles;
    for (const SourceState &state : answer.sources) {
        if (state.isAsked)
            titles += state.title;
    }
    return titles;
}

bool mayBringBetter(const CatalogueAnswer &answer, Os os, bool hasVersions)
{
    return std::any_of(
        answer.sources.begin(), answer.sources.end(), [os, hasVersions](const SourceState &state) {
            // ComfyUI's own portable is for Windows; the versions come with it.
            const bool isNews = state.id != "official"_L1 || os == Os::Windows || !hasVersions;
            return state.isAsked && state.kind == SourceState::Kind::Failed && isNews;
        });
}

} // namespace portico
