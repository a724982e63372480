// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/hardware/computer.h"
#include "core/python/environment.h"
#include "core/python/verdict.h"

#include <functional>

namespace portico {

class Library;
struct Generation;
struct Install;

/** Where the packages of an install's base lie and what they are for, of every layout and adopted
 *  folders. A handful of small reads. Errors: NotFound without a generation, interpreter or
 *  packages. */
Result<EnvironmentRequest> baseEnvironmentOf(const Library &library, const Install &install, Os os);

/** The same of a generation whose files lie in that folder. Nothing without its interpreter. */
std::optional<EnvironmentRequest> baseEnvironmentIn(const QString &folder,
                                                    const Generation &generation, Os os);

/** The first with the install's layer behind its base, as ComfyUI sees it. */
Result<EnvironmentRequest> environmentOf(const Library &library, const Install &install, Os os);

/** Asked only when the verdict depends on it. */
using ComputerSource = std::function<Result<Computer>(const JobContext &)>;

/**
 * The contamination verdict over an install, by reading files alone: also while it runs. Blocking.
 * Errors: those of environmentOf() and readEnvironment().
 */
Result<Verdict> verifyInstall(const Library &library, const Install &install, Os os,
                              const ComputerSource &computer, const JobContext &job);

} // namespace portico
