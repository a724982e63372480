// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

class SettingsStore;

/**
 * The library that counts: the one named on the command line, else the variable PORTICO_LIBRARY,
 * else the person's choice in the settings, else `Portico` in the home folder; if it was moved from
 * there, its new place. Absolute.
 */
QString libraryRoot(const QString &fromCommandLine, const SettingsStore &settings);

} // namespace portico
