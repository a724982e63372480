// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QUrl>

namespace portico::helper {

/** The standard functions of proxy scripts, in JavaScript. */
const char *pacFunctions();

/**
 * Runs one proxy script for each address and gives its answers. The engine (Duktape, ECMAScript 5)
 * has 64 MiB, no files, no programs; it may look names up. Blocks for as long as the script wants:
 * the caller of this process ends it. Errors: those of pacrunner.h.
 */
Result<QStringList> runPacScript(const QByteArray &script, const QList<QUrl> &addresses);

} // namespace portico::helper
