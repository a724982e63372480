// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace portico {

/**
 * What a child does between fork and exec, on Unix only. Async-signal-safe.
 *
 * Signals are put back to their defaults, because ComfyUI cannot be interrupted when it inherits an
 * ignored SIGINT (a launcher started by `nohup ... &`).
 */
void resetSignals();

/** Linux: the calling child is killed when the thread that forked it ends. Nothing elsewhere. */
void dieWithParent(qint64 parentProcess);

} // namespace portico
