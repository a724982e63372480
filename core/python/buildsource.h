// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace portico {

class ProcessRunner;
class Uv;

/** One source to make a wheel of: its own code runs, so a person agreed to it. */
struct SourceBuild
{
    QString package; ///< for messages
    QString source;  ///< an archive, or a folder (whose content may change)
    QString python;  ///< of the base
    QString folder;  ///< to work in: exists and is empty
};

/**
 * `uv build --wheel`, isolated first. Where the build looks for torch or another package of the
 * base, once more without isolation in a throw-away virtual environment that sees the base's
 * packages: it costs nothing, and what the build installs does not reach the base. Returns the
 * wheel, somewhere in `folder`. Blocking. Errors: ProcessFailed naming the package, uv's words in
 * the detail; those of unpackArchive; Network, ...
 */
Result<QString> buildSource(const SourceBuild &build, const ProcessRunner &processes, const Uv &uv,
                            const JobContext &job);

/** What pyproject.toml says that a build needs, without the torch family; setuptools and wheel
 *  where it says nothing. Pure. */
QStringList buildNeeds(const QByteArray &pyproject);

} // namespace portico
