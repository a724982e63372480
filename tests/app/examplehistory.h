// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/history.h"

namespace portico::app {

/** A history with a step of every kind, one of them damaged. */
History exampleHistory();

} // namespace portico::app
