// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QStringList>

namespace portico::cli {

/** What was typed, with the options that every command takes picked out of it. */
struct Invocation
{
    QString command;        ///< empty: none was given
    QStringList arguments;  ///< of the command
    QString libraryRoot;    ///< `--library DIR`; empty: the settings decide
    bool wantsJson = false; ///< `--json`
    bool wantsHelp = false; ///< `--help`, `-h`
    bool wantsVersion = false;
};

/**
 * Reads the words after the program's name. `--library DIR` (also `--library=DIR`) and `--json` may
 * stand before or after the command; what follows `--` is left alone. Error: Usage.
 */
Result<Invocation> readInvocation(const QStringList &words);

} // namespace portico::cli
