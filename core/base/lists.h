// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace portico {

/**
 * Names as a list within a sentence, as the language of the texts writes it: "a, b, c" in English,
 * "a、b、c" in Chinese and Japanese. For people only: what a program reads, a file keeps or a
 * person types into a command has an unchanging separator. Any thread.
 */
QString listed(const QStringList &names);

/** The same with a last word before the last of them: "a, b, and c". Any thread. */
QString listedWithAnd(const QStringList &names);

} // namespace portico
