// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/catalogue/catalogueentry.h"
#include "core/catalogue/ratelimit.h"

#include <QDateTime>

#include <chrono>
#include <optional>

namespace portico {

/** How much the network is asked. Whatever is kept on disk always helps when it does not answer. */
enum class Asking {
    Never,  ///< only what is kept on disk: at once, also without a network
    IfOld,  ///< what is kept, unless it is older than kFreshFor
    Always, ///< every source is asked for what is new; unchanged answers cost next to nothing
};

/** So long a kept answer is taken for new with Asking::IfOld. */
inline constexpr std::chrono::minutes kFreshFor{15};

/** What one source said. */
struct SourceAnswer
{
    QList<CatalogueEntry> entries{};
    QDateTime asked{};                ///< when its answer was last known to be right; UTC
    bool isKept = false;              ///< from disk: the source was not asked, or did not answer
    std::optional<Error> problem{};   ///< why it did not answer, or what of its answer is left out
    std::optional<RateLimit> limit{}; ///< what its server says is left
};

/**
 * A place that bundles come from. Plain and blocking; several are asked at once from several
 * threads, so entries() keeps no state.
 */
class CatalogueSource
{
public:
    virtual ~CatalogueSource() = default;

    virtual QString id() const = 0;    ///< "official", "standalone", "anymatix", ...
    virtual QString title() const = 0; ///< for people
    /** An Error only where there is nothing to show at all. */
    virtual Result<SourceAnswer> entries(Asking asking, const JobContext &job) const = 0;
};

} // namespace portico
