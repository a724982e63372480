// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QStringList>

namespace portico {

class Host;
class Library;
class ProcessRunner;
struct Install;

/**
 * A throwaway copy of an install's Python, ComfyUI and layer for the code of a node pack: it looks
 * like a ComfyUI folder of the classic kind. All of it lies in one folder of staging. Private to
 * core/nodes.
 */
struct ScriptClone
{
    QString root;        ///< the folder of staging; all below lies in it
    QString runtime;     ///< Python and ComfyUI
    QString comfy;       ///< holds main.py
    QString packs;       ///< its custom_nodes
    QString python;      ///< the interpreter
    QString layer{};     ///< empty: none
    QString layerSite{}; ///< its packages; empty: none
    QString home;        ///< what stands for the person's home folder
    QString scratch;     ///< temporary files and caches
    QStringList sites{}; ///< where packages lie: the base's, then the layer's
};

/** What is copied. */
struct ScriptCloneRequest
{
    const Library &library;
    const Install &install;
    QString layer{}; ///< id; empty: none
};

/** What a copy takes on the disk while a script runs; 0: it shares the files. Blocking. */
Result<qint64> scriptCopyBytes(const ScriptCloneRequest &request, const JobContext &job);

/**
 * Makes it in `root`, a folder of staging that is empty, never with a hard link to what it is a
 * copy of, and proves that its Python keeps to it. Blocking. Errors: DiskFull before anything is
 * copied, Unsupported where the Python cannot be copied, those of cloneTree.
 */
Result<ScriptClone> makeScriptClone(const ScriptCloneRequest &request, const QString &root,
                                    const Host &host, const ProcessRunner &processes,
                                    const JobContext &job);

/** The name of its step. */
QString scriptCloneStep();

} // namespace portico
