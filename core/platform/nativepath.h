// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string>

namespace portico {

/** A path as the Windows functions take it: backslashes, and the \\?\ form that lifts the limit of
 *  260 characters. Absolute. Only in the files that end in _win. */
std::wstring nativePath(const QString &path);

} // namespace portico
