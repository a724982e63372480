// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

#include <QList>

namespace portico::cli {

/** One row of what porticoctl can do. */
struct Command
{
    QString name;
    QString summary;     ///< one line of `porticoctl help`
    QString syntax;      ///< what follows the name: "<install> [--detach]"
    QString description; ///< the rest of `porticoctl help <name>`
    /** Declares the options and positional arguments. */
    std::function<void(QCommandLineParser &)> declare;
    int minimumArguments = 0;
    int maximumArguments = 0;
    std::function<std::unique_ptr<RunningCommand>(const CommandContext &)> make;
};

/** All commands, in the order of the help. */
QList<Command> allCommands();

Command installCommand();
Command catalogueCommand();
Command versionsCommand();
Command sourcesCommand();
Command tokenCommand();
Command addCommand();
Command applyCommand();
Command listCommand();
Command startCommand();
Command stopCommand();
Command statusCommand();
Command logCommand();
Command openCommand();
Command renameCommand();
Command setCommand();
Command networkCommand();
Command removeCommand();
Command nodesCommand();
Command layersCommand();
Command envCommand();
Command bundleCommand();
Command githubCommand();
Command diskCommand();
Command duplicateCommand();
Command migrateCommand();
Command generationsCommand();
Command rollbackCommand();
Command testWorkflowCommand();
Command cleanCommand();
Command moveLibraryCommand();
Command hardwareCommand();
Command verifyCommand();
Command driftCommand();
Command repairCommand();
Command diagnoseCommand();
Command bisectCommand();
Command selfCheckCommand();
Command appUpdateCommand();
Command recoverCommand();
Command completionCommand();

/** The text of `porticoctl help`, or of one command. */
QString helpText(const QList<Command> &commands);
QString helpText(const Command &command);

} // namespace portico::cli
