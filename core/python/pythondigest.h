// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

namespace portico {

/** What tells one build of a Python from another: names, modes and contents of its files, without
 *  bytecode and without where it lies. Blocking: every file is read. */
Result<Sha256> pythonDigest(const QString &pythonFolder, const JobContext &job);

} // namespace portico
