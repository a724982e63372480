// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/childsetup.h"

namespace portico {

void dieWithParent(qint64) { } // macOS has no such signal; a closed stdin tells the child

} // namespace portico
