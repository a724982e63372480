// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/nodes/installscriptchanges.h"

#include <QMap>
#include <QStringList>

namespace portico {

class ProcessRunner;
struct NetworkChain;
struct ScriptClone;

/** One install.py and where it runs. Private to core/nodes. */
struct ScriptRunRequest
{
    const ScriptClone &clone;
    QString pack;              ///< its name
    QString folder;            ///< the pack as it was fetched: copied, not changed
    QStringList constraints{}; ///< "torch==2.9.1": what pip and uv must leave alone
    const NetworkChain &network;
    /** Where the copied folders will truly lie: what the script wrote down is led there. */
    QMap<QString, QString> places{};
};

/** What it did. */
struct ScriptRunOutcome
{
    QString folder; ///< the pack as it is now, in the clone's custom_nodes
    PackageChanges packages{};
    QStringList remarks{};     ///< whole sentences: what is thrown away, what is not taken
    bool isCloneDirty = false; ///< the clone is not what it was: not for another script
};

/**
 * Runs `python install.py` in a copy of the pack in the clone, as ComfyUI-Manager does, with the
 * home folder, caches and temporary files of its own; what it prints goes to the job's log. It runs
 * with the person's rights: the copy protects from what it does by mistake, not from malice.
 * Blocking; a cancel ends all its processes. Errors: ProcessFailed with its last words, Timeout,
 * Refused (the pack's folder is no folder any more).
 */
Result<ScriptRunOutcome> runInstallScript(const ScriptRunRequest &request,
                                          const ProcessRunner &processes, const JobContext &job);

/** The name of its step. */
QString scriptRunStep(const QString &pack);

} // namespace portico
