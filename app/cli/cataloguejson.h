// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/bundlecatalogue.h"
#include "core/catalogue/recommend.h"
#include "core/catalogue/versions.h"

#include <QJsonObject>

namespace portico::cli {

// What porticoctl's JSON shows of the catalogue: documented in the README, and steady.

QJsonObject entryJson(const CatalogueEntry &entry);
QJsonObject fitJson(const BundleFit &fit); ///< {"suitability": "best", "reason": "…"}
QJsonObject sourceJson(const SourceState &state, const QDateTime &now);
QJsonObject recommendationJson(const Recommendation &recommendation);
QJsonObject releaseJson(const ComfyRelease &release);
QJsonObject limitJson(const RateLimit &limit);

/** "best", "works", "not". */
QString suitabilityName(Suitability suitability);

/** "3 minutes ago", for people. */
QString agoText(const QDateTime &then, const QDateTime &now);

} // namespace portico::cli
