// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QMap>

namespace portico::app {

/**
 * A recipe as it lies at the top of a repository, where the workflow looks for it: as recipe.json,
 * and the files that it names at the paths where it names them. A few small reads. Errors: those of
 * the files; Refused (it names one outside of its folder).
 */
Result<QMap<QString, QByteArray>> filesOfRecipe(const QString &recipe);

/** Portico's workflow, as it lies in a repository. */
QString workflowPath(const QString &file); ///< ".github/workflows/build.yml"
Result<QByteArray> workflowBytes();

} // namespace portico::app
