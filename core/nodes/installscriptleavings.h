// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/installscriptrun.h"

namespace portico {

/** How a throwaway copy and the pack in it were at one time. Private to core/nodes. */
struct ScriptLeavings
{
    TreeState pack{};
    TreeState runtime{}; ///< without the pack
    TreeState layer{};
    TreeState home{};
    QList<InstalledPackage> packages{};
};
Result<ScriptLeavings> lookAround(const ScriptClone &clone, const QString &pack,
                                  const JobContext &job);

/**
 * What a script left, compared with before: packages become needs, what is in the pack stays, with
 * the paths that it wrote down led to where things will truly lie; all else is named, for it is
 * thrown away. Errors: Refused.
 */
Result<ScriptRunOutcome> judgeLeavings(const ScriptRunRequest &request, const QString &pack,
                                       const ScriptLeavings &before, const JobContext &job);

} // namespace portico
