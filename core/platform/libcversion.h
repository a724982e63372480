// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

/** "2.36": the GNU C library that programs of this computer run with; empty where it is another. */
QString glibcVersion();

} // namespace portico
