// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QJsonObject>

#include <functional>

namespace portico::helper {

/** A finite piece of work: what it is asked, what it answers. */
using PartWork = std::function<Result<QJsonObject>(const QJsonObject &request, const JobContext &)>;

/**
 * The frame of the finite parts: reads one request line (core/process/askhelper.h) from standard
 * input, works, and says lines on standard output. The end of standard input stops it, within a
 * second whatever it is waiting for, so it ends with its parent, in whatever manner that ends.
 * Returns the exit code: 0 done; 1 failed, with an error line; 2 wrong usage.
 */
int runPart(const QStringList &arguments, const PartWork &work);

} // namespace portico::helper
