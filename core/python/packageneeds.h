// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/requirements.h"

namespace portico {

/**
 * What installed packages say that they need, out of the METADATA in site-packages: their
 * `Requires-Dist` lines as they are written, but for those of extras. Small reads; what cannot be
 * read is passed over. `packages` are normalised names.
 */
QList<Requirement> needsOf(const QString &sitePackages, const QStringList &packages);

/** The same of one METADATA file's text. Pure. */
QList<Requirement> needsInMetadata(const QString &metadata);

} // namespace portico
