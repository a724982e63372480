// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/server/processtree.h"

#include <memory>

namespace portico {

/**
 * This system's way to hold ComfyUI and all it starts. One per process, made on the main thread.
 *
 * Linux: we adopt orphans (subreaper), so every descendant is found by its parents; ComfyUI gets
 * the parent-death signal. Windows: a job object that kills when it is closed. macOS: the process
 * group, what can be found by its parents, and what carries the session's environment token.
 */
std::unique_ptr<ProcessTree> makeProcessTree(const QString &sessionToken);

/** Kills what an earlier session with this token left behind, when its server was killed. Returns
 *  how many there were. Blocks until they are gone, for at most two seconds. */
int sweepSession(const QString &sessionToken);

} // namespace portico
