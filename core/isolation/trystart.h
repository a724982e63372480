// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QJsonValue>
#include <QStringList>

namespace portico {

class Library;
class ProcessRunner;
struct Install;

/** One start of an install's ComfyUI with one pack alone. */
struct TryStart
{
    const Library &library;
    const Install &install;
    QString pack{};   ///< its name
    QString folder{}; ///< holds `custom_nodes/<pack>`, and gets what ComfyUI writes
    QString layer{};  ///< site folder of the layer; empty: none
    QString report{}; ///< PORTICO_TRIAL: a file that the isolated Python writes; empty: none
};

/** What became of it. */
struct TriedStart
{
    bool isGood = false;  ///< it came to its end
    QStringList nodes{};  ///< registered by that pack, sorted
    QStringList routes{}; ///< paths that ComfyUI's server answers to, its own among them
    QStringList web{};    ///< names of extensions with pages
    QString words{};      ///< the end of what it said
};

/** The texts of a list in what a trial wrote. */
QStringList textsIn(const QJsonValue &list);

/**
 * ComfyUI's own quick test (`--quick-test-for-ci --cpu`), all of it in `folder`: it loads the pack
 * as every start does, tells what it has registered, and ends before it listens. Blocking; minutes
 * at most. Errors: Unsupported (this ComfyUI has no quick test or no --base-directory), those of
 * prepareLaunch and launchCommand.
 */
Result<TriedStart> tryStart(const TryStart &request, const ProcessRunner &processes,
                            const JobContext &job);

} // namespace portico
