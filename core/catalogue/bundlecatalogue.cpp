// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/bundlecatalogue.h"

#include <QSet>

#include <future>

namespace portico {

namespace {

SourceState stateOf(const CatalogueSource &source, const Result<SourceAnswer> &answer)
{
    SourceState state{.id = source.id(), .title = source.title()};
    if (!answer) {
        state.problem = answer.error();
        return state;
    }
    state.kind = answer->isKept ? SourceState::Kind::Kept : SourceState::Kind::Fresh;
    state.asked = answer->asked;
    state.problem = answer->problem;
    state.limit = answer->limit;
    state.entries = static_cast<int>(answer->entries.size());
    return state;
}

} // namespace

const CatalogueEntry *CatalogueAnswer::entry(const QString &id) const
{
    for (const CatalogueEntry &entry : entries) {
        if (entry.id == id)
            return &entry;
    }
    return nullptr;
}

BundleCatalogue::BundleCatalogue(std::vector<std::unique_ptr<CatalogueSource>> sources)
    : m_sources(std::move(sources))
{ }

Result<CatalogueAnswer> BundleCatalogue::ask(Asking asking, const JobContext &job) const
{
    std::vector<std::future<Result<SourceAnswer>>> answers;
    answers.reserve(m_sources.size());
    for (const auto &source : m_sources) {
        answers.push_back(std::async(
            std::launch::async, [&source, asking, &job] { return source->entries(asking, job); }));
    }
    CatalogueAnswer whole;
    QSet<QString> seen; // a bundle that two releases carry, or a file that names it twice
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Result<SourceAnswer> answer = answers.at(i).get();
        whole.sources += stateOf(*m_sources.at(i), answer);
        if (!answer)
            continue;
        for (const CatalogueEntry &entry : answer->entries) {
            if (!seen.contains(entry.id))
                whole.entries += entry;
            seen.insert(entry.id);
        }
    }
    if (job.isCancelled())
        return cancelledError();
    return whole;
}

} // namespace portico
