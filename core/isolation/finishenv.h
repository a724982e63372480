// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envbuilder.h"
#include "core/isolation/envstate.h"

namespace portico {

// The ends of a build; private to core/isolation.

/** pixi.toml. */
Result<> writeManifest(const EnvAssembly &assembly);

/** The manifest and Portico's own record; proves first that the interpreter is where comfy-env
 * looks for it. */
Result<EnvRecord> finishEnv(const EnvAssembly &assembly, const AssembledEnv &assembled,
                            const JobContext &job);

/** What makes comfy-env of this version take the folder as built; the last step. */
Result<> markBuilt(const EnvAssembly &assembly, const JobContext &job);

/** What makes it refuse the folder, for one that is put together in its place; the first step. */
Result<> markUnfinished(const EnvAssembly &assembly);

} // namespace portico
