// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/commandwords.h"
#include "app/cli/invocation.h"
#include "app/libraryroot.h"
#include "core/base/translations.h"
#include "core/nodes/recoverpacks.h"
#include "core/platform/endsignals.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

using namespace portico;
using namespace portico::cli;
using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::Main)
};

Error usageError(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

int failWith(Terminal &terminal, const Error &error)
{
    terminal.printError(error);
    return exitCodeFor(error.code);
}

/** Reads the command's own words. Error: Usage, with the command's syntax as the next step. */
Result<> parse(const Command &command, const QStringList &arguments, QCommandLineParser &parser)
{
    const QString nextStep = Text::tr("Usage: porticoctl %1 %2").arg(command.name, command.syntax);
    if (!parser.parse(QStringList{u"porticoctl"_s} + arguments))
        return usageError(parser.errorText(), nextStep);
    const qsizetype count = parser.positionalArguments().size();
    if (count < command.minimumArguments)
        return usageError(Text::tr("“%1” needs more than was given.").arg(command.name), nextStep);
    if (count > command.maximumArguments) {
        const QString extra = parser.positionalArguments().at(command.maximumArguments);
        return usageError(Text::tr("“%1” takes no “%2”.").arg(command.name, extra), nextStep);
    }
    return {};
}

/** Runs one command on the event loop and returns its exit code. */
int runCommand(const Command &command, const CommandContext &context)
{
    EndSignals endSignals;
    const std::unique_ptr<RunningCommand> running = command.make(context);
    QObject::connect(&endSignals, &EndSignals::received, running.get(), &RunningCommand::interrupt);
    QObject::connect(running.get(), &RunningCommand::finished, qApp, &QCoreApplication::exit,
                     Qt::QueuedConnection);
    QTimer::singleShot(0, running.get(), &RunningCommand::begin);
    return QCoreApplication::exec();
}

int runInvocation(const Invocation &invocation, Terminal &terminal)
{
    const QList<Command> commands = allCommands();
    QString name = invocation.command;
    const bool isHelp = name == "help"_L1 || invocation.wantsHelp;
    if (name == "help"_L1)
        name = invocation.arguments.value(0);
    if (name.isEmpty()) {
        terminal.print(helpText(commands));
        if (isHelp)
            terminal.print(helpJson(commands));
        return isHelp ? Done : UsageError;
    }
    const auto command = std::find_if(commands.begin(), commands.end(),
                                      [&](const Command &known) { return known.name == name; });
    if (command == commands.end())
        return failWith(terminal,
                        usageError(Text::tr("There is no command “%1”.").arg(name),
                                   Text::tr("“porticoctl help” lists all commands.")));
    QCommandLineParser parser;
    command->declare(parser);
    if (isHelp) {
        terminal.print(helpText(*command));
        terminal.print(helpJson(*command));
        return Done;
    }
    if (const Result<> parsed = parse(*command, invocation.arguments, parser); !parsed)
        return failWith(terminal, parsed.error());

    SettingsStore settings;
    const Library library(libraryRoot(invocation.libraryRoot, settings));
    // "recover" does it itself, and a Tab in a shell changes nothing.
    if (command->name != "recover"_L1 && command->name != "completion"_L1) {
        if (const auto recovered = recoverAll(library, {}); !recovered)
            terminal.say(recovered.error().message);
    }
    JobRunner jobs;
    return runCommand(*command, {library, parser, terminal, jobs, settings});
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"Portico"_s);
    QCoreApplication::setOrganizationName(u"Portico"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PORTICO_VERSION));
    installTranslations(application);

    const Result<Invocation> invocation = readInvocation(QCoreApplication::arguments().mid(1));
    Terminal terminal(invocation && invocation->wantsJson ? OutputFormat::Json
                                                          : OutputFormat::Text);
    if (!invocation)
        return failWith(terminal, invocation.error());
    if (invocation->wantsVersion) {
        terminal.print(u"porticoctl "_s + QCoreApplication::applicationVersion());
        terminal.print(QJsonObject{{u"version"_s, QCoreApplication::applicationVersion()}});
        return Done;
    }
    return runInvocation(*invocation, terminal);
}
