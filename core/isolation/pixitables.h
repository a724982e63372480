// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/configreader.h"

namespace portico {

// pixi's own tables in comfy-env.toml; private to core/isolation.

/** Keys that pixi 0.75.0 knows at the top of a manifest. */
const QStringList &pixiKeys();

/**
 * Looks whether tables are tables and packages are asked for in a way that a tool can understand:
 * else nobody would tell before the build has failed. What neither comfy-env nor pixi knows is
 * remarked. `own` are comfy-env's keys. Errors: InvalidInput with file and line.
 */
Result<> checkPixiTables(ConfigReader &reader, const QStringList &own);

} // namespace portico
