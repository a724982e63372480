// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/brokenpipe.h"

namespace portico {

void ignoreBrokenPipes() { }

} // namespace portico
