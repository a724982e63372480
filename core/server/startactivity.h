// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <optional>

namespace portico {

/** What a starting ComfyUI does now, told by a line of its log; nothing if the line tells nothing.
 *  Each line counts by itself: their order differs from version to version. */
std::optional<QString> startActivity(const QString &line);

} // namespace portico
