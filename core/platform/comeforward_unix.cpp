// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/comeforward.h"

namespace portico {

void letOthersComeForward() { }

} // namespace portico
