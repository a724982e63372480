// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/snapshotverbs.h"
#include "app/cli/updatecommand.h"
#include "app/cli/vendorverbs.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::Commands)
};

} // namespace

QList<Command> allCommands()
{
    return {installCommand(),   catalogueCommand(), versionsCommand(),    addCommand(),
            listCommand(),      startCommand(),     stopCommand(),        statusCommand(),
            logCommand(),       openCommand(),      renameCommand(),      setCommand(),
            removeCommand(),    duplicateCommand(), updateCommand(),      generationsCommand(),
            rollbackCommand(),  nodesCommand(),     layersCommand(),      envCommand(),
            snapshotCommand(),  vendorCommand(),    bundleCommand(),      githubCommand(),
            diskCommand(),      cleanCommand(),     moveLibraryCommand(), verifyCommand(),
            driftCommand(),     repairCommand(),    diagnoseCommand(),    bisectCommand(),
            hardwareCommand(),  networkCommand(),   sourcesCommand(),     tokenCommand(),
            selfCheckCommand(), recoverCommand(),   completionCommand()};
}

QString helpText(const QList<Command> &commands)
{
    QString text = Text::tr("porticoctl installs, starts, watches and removes portable ComfyUI.");
    text +=
        u"\n\n"_s + Text::tr("Usage: porticoctl [--library DIR] [--json] <command> …") + u"\n\n"_s;
    qsizetype width = 0;
    for (const Command &command : commands)
        width = std::max(width, command.name.size());
    for (const Command &command : commands)
        text += u"  %1  %2\n"_s.arg(command.name.leftJustified(width), command.summary);
    text += u'\n'
        + Text::tr("“porticoctl help <command>” tells more. --library and --json may stand before "
                   "or after any command.");
    text +=
        u'\n' + Text::tr("Exit codes: 0 done, 1 failed, 2 usage, 3 refused, 4 not found, 5 busy.");
    return text;
}

QString helpText(const Command &command, const QCommandLineParser &parser)
{
    QString text = u"porticoctl %1 %2\n%3."_s.arg(command.name, command.syntax, command.summary);
    if (!command.description.isEmpty())
        text += u"\n\n"_s + command.description;
    // QCommandLineParser's own text begins with a usage line for the whole program: left out.
    const QString options = parser.helpText();
    const qsizetype firstBlank = options.indexOf(u"\n\n"_s);
    if (firstBlank >= 0)
        text += u"\n\n"_s + options.mid(firstBlank + 2).trimmed();
    return text;
}

} // namespace portico::cli
