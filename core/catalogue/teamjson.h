// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/catalogue/catalogueentry.h"

#include <QStringList>

namespace portico {

/** The version of the form that this program reads; docs/catalogue.schema.json is the form. */
inline constexpr int kTeamCatalogueSchema = 1;

/** A team's own catalogue as it was written down. */
struct TeamCatalogue
{
    QString id{};    ///< "studio"
    QString title{}; ///< "Bundles of our studio"
    QList<CatalogueEntry> entries{};
};

/**
 * Reads the file. `from` is where it came from: addresses of files may be relative to it, and a
 * catalogue from the network may not point at files of this computer or at plain http.
 *
 * Errors: InvalidInput naming the JSON pointer and the reason; Unsupported for a newer form.
 */
Result<TeamCatalogue> teamCatalogueFromJson(const QByteArray &bytes, const QUrl &from,
                                            const QStringList &plainHttpHosts);

} // namespace portico
