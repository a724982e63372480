// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QSet>

namespace portico {

class ProcessRunner;

/** What launchCommand must know and only the disk tells. */
struct PreparedLaunch
{
    QSet<QString> knownFlags; ///< for LaunchOptions::knownFlags; empty: `--help` did not answer
};

/**
 * The writing part of a start, before launchCommand: makes the data folders that ComfyUI demands
 * (`custom_nodes` above all), the database's folder, model-paths.yaml and the constraints of its
 * own pip and uv, brings back a view that somebody took away, and asks `main.py --help` once per
 * generation which flags this version knows (kept in flags.json). In an adopted folder nothing is
 * written. Blocking, usually a few milliseconds.
 *
 * Errors: NotFound when runtime, interpreter or a chosen folder is not there (named).
 */
Result<PreparedLaunch> prepareLaunch(const Library &library, const Install &install,
                                     const ProcessRunner &processes, const JobContext &job);

/** The model folders of an install as extra_model_paths.yaml, with what this ComfyUI's own folder
 *  ships; those that are not there are left out, which goes to the job's log. Behind them, what an
 *  extra_model_paths.yaml in the data folder says. A few looks at the disk. */
QByteArray modelPathsOf(const Library &library, const Install &install, const QString &comfyFolder,
                        const JobContext &job);

/** What this ComfyUI lists in `main.py --help`; empty: it does not answer. Blocking, seconds at
 *  most. Errors: ProcessFailed (Python cannot be started), Cancelled, Timeout. */
Result<QSet<QString>> askForFlags(const QString &comfyFolder, const QString &python,
                                  const ProcessRunner &processes, const JobContext &job);

/** All `--flags` in the output of `main.py --help`. */
QSet<QString> flagsInHelp(const QString &help);

} // namespace portico
