// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/cataloguesource.h"

#include <functional>
#include <memory>
#include <vector>

namespace portico {

/** How one source did. */
struct SourceState
{
    enum class Kind {
        Fresh,  ///< it answered, or its kept answer is new enough
        Kept,   ///< from disk; `problem` says why, if it was asked
        Failed, ///< nothing to show; `problem` says why
    };

    QString id{};
    QString title{};
    Kind kind = Kind::Failed;
    QDateTime asked{}; ///< when its answer was last known to be right; null when Failed
    std::optional<Error> problem{};
    std::optional<RateLimit> limit{};
    int entries = 0;
    /** It has not answered yet; the rest is what was known before, or nothing (Failed without a
     *  problem). Only in answers that are not whole. */
    bool isAsked = false;
};

/** The whole catalogue as far as it is known. */
struct CatalogueAnswer
{
    QList<CatalogueEntry> entries{}; ///< newest first within each source, sources in their order
    QList<SourceState> sources{};

    const CatalogueEntry *entry(const QString &id) const; ///< null if there is none
};

/** How the sources are waited for. */
struct CataloguePatience
{
    /** A source that is silent for longer is left: its kept answer counts, and its problem says so.
     */
    std::chrono::milliseconds limit{20'000};
    /** Told after each answer but the last what is known so far; on the thread that asks. */
    std::function<void(const CatalogueAnswer &)> onAnswer{};
};

/**
 * The list of bundles a person can install, from all sources. Asks them all at the same time; one
 * that fails or is slow takes nothing away from the others.
 */
class BundleCatalogue
{
public:
    explicit BundleCatalogue(std::vector<std::unique_ptr<CatalogueSource>> sources);

    /** The only error is Cancelled. Blocking. */
    Result<CatalogueAnswer> ask(Asking asking, const CataloguePatience &patience,
                                const JobContext &job) const;

private:
    using Answers = std::vector<std::optional<Result<SourceAnswer>>>;

    CatalogueAnswer wholeOf(const Answers &answers) const;
    Result<SourceAnswer> leftAlone(const CatalogueSource &source,
                                   const Result<SourceAnswer> &answer,
                                   std::chrono::milliseconds limit, const JobContext &job) const;

    std::vector<std::unique_ptr<CatalogueSource>> m_sources;
};

} // namespace portico
