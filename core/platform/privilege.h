// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

namespace portico {

/** Whether this program may change the whole system without asking: root on Unix. On Windows
 *  never, since nothing of ours does that there. */
bool isSuperuser();

} // namespace portico
