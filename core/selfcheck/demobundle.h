// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

namespace portico {

class ProcessRunner;

/** A small bundle of a real Python and the stand-in ComfyUI, in Anymatix' layout. */
struct DemoBundle
{
    QString archive;
    Sha256 sha256;
    qint64 files = 0;
    qint64 size = 0; ///< of the archive
};

/**
 * Makes it in an empty folder, from a relocatable copy of `python` without its packages. Blocking,
 * some seconds. Errors: ProcessFailed when that Python cannot be copied (it says why), and those
 * of the file system.
 */
Result<DemoBundle> makeDemoBundle(const QString &python, const QString &folder,
                                  const ProcessRunner &processes, const JobContext &job);

} // namespace portico
