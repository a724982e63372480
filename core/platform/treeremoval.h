// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QString>

#include <functional>

namespace portico {

/**
 * Removes a file, a link or a folder with all its content. Links are removed, never followed, also
 * when somebody swaps a folder for a link meanwhile: everything is opened relative to its folder
 * without following. A folder on which another file system is mounted (also a bind mount of the
 * same one) stops it: Refused, naming the place. `removed` is told each entry's count of bytes.
 * Success if it is not there. core/io/tree.h is what callers use.
 */
Result<> unlinkTree(const QString &path, const std::function<void(qint64 bytes)> &removed,
                    const JobContext &job);

} // namespace portico
