// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>

#include <functional>
#include <memory>

namespace portico::cli {

/** One thing that `porticoctl nodes` does. Its words are the positional arguments after its name:
 *  wordsOf(). */
struct NodesVerb
{
    QString name;
    QString syntax;  ///< what follows the name: "<install> [--json]"
    QString summary; ///< one line
    QList<QCommandLineOption> options{};
    int minimumWords = 0;
    int maximumWords = 0;
    std::function<std::unique_ptr<RunningCommand>(const CommandContext &)> make{};
};

/** The words after the verb. */
QStringList wordsOf(const CommandContext &context);

NodesVerb nodesListVerb();
NodesVerb nodesSearchVerb();
NodesVerb nodesInfoVerb();
NodesVerb nodesInstallVerb();
NodesVerb nodesEnableVerb();
NodesVerb nodesDisableVerb();
NodesVerb nodesUpdateVerb();
NodesVerb nodesRemoveVerb();
NodesVerb nodesRestoreVerb();
NodesVerb nodesApplyVerb();
NodesVerb nodesRunScriptVerb();
NodesVerb nodesIsolateVerb();
NodesVerb nodesRejoinVerb();
NodesVerb nodesPlanVerb(); ///< in nodesplancommand.cpp
NodesVerb nodesExtrasVerb();
NodesVerb nodesCooldownVerb();

} // namespace portico::cli
