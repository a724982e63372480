// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

/**
 * A stranger's text for the screen and the terminal: without control characters (an escape sequence
 * could rewrite what a terminal shows) and without marks that turn the direction of writing, so
 * that it reads as it is. Line feeds and tabs stay; carriage returns go.
 */
QString plainText(const QString &text);

} // namespace portico
