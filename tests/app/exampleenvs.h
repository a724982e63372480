// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/environments.h"

namespace portico::app {

/** An environment in that state, as files would tell it. */
EnvHealth exampleEnv(const QString &name, EnvState state);
/** One in every state, wishes of packs, and unused ones, one of which is still being measured. */
EnvFacts exampleEnvs();
/** All well, nothing else. */
EnvFacts wellEnvs();
/** An install whose packs ask for none. */
EnvFacts noEnvs();

} // namespace portico::app
