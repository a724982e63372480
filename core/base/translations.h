// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

class QCoreApplication;

namespace portico {

/**
 * Lets tr() speak the person's language, as far as there is a translation, and English plurals
 * otherwise ("1 file", "2 files"). Call once at the beginning of every program, on the main thread.
 */
void installTranslations(QCoreApplication &application);

} // namespace portico
