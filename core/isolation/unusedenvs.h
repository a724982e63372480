// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envoperations.h"

namespace portico {

// Private to core/isolation.

/** What an install asks for. */
struct EnvLook
{
    const EnvHome &home;
    const QList<EnvHealth> &envs;
};

/**
 * Environments that no pack of the install asks for: below its root, and in the cache of the first
 * generation. Where others may keep theirs, too, none that an install of the library asks for or
 * that a link is known to lead to, and none that somebody builds at this moment. Blocking. Errors:
 * Cancelled, Io.
 */
Result<QList<UnusedEnv>> findUnusedEnvs(const EnvOperations &operations, const Install &install,
                                        const EnvLook &look, EnvSizes sizes, const JobContext &job);

/** The root that an environment's folder belongs to. */
QString envRootOfPlace(const QString &place);

} // namespace portico
