// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Qt>

namespace portico::app {

/** How a row of a table looks. */
enum class RowLook { Plain, Muted, Heading };

/** What a model answers for a row that is not plain: an int of RowLook. */
inline constexpr int kRowLookRole = Qt::UserRole + 100;

} // namespace portico::app
