// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"
#include "core/net/toolenvironment.h"
#include "core/process/command.h"

#include <QSet>
#include <QVersionNumber>

namespace portico {

class Library;
struct Install;

/** What differs from one start to the next. */
struct LaunchOptions
{
    quint16 port = 8188;
    QString sessionToken{};        ///< marks every process of the session (PORTICO_SESSION)
    QString restartMarker{};       ///< __COMFY_CLI_SESSION__: the Manager asks for a restart by
                                   ///< `<this>.reboot`
    bool withoutNodePacks = false; ///< safe start
    ToolEnvironment network{};     ///< how ComfyUI reaches the internet
    QVersionNumber comfyEnv{};     ///< comfyEnvOf(); null: none, or not known
    QSet<QString> knownFlags{};    ///< what `main.py --help` lists; empty: not known, pass all
};

/**
 * The exact command of an install: interpreter, main.py, Portico's own arguments (port, listen
 * address, base directory, database, extra model paths, no browser), then the person's. Pure:
 * reads nothing. Errors: InvalidInput with the argument that clashes with one of Portico's own.
 */
Result<Command> launchCommand(const Library &library, const Install &install,
                              const LaunchOptions &options, const QProcessEnvironment &own, Os os);

} // namespace portico
