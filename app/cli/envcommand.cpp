// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/envlines.h"
#include "app/cli/envwishes.h"
#include "app/cli/judgedcommand.h"
#include "app/cli/nodeschange.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/isolation/envjson.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::EnvCommand)
};

using Run = std::function<Result<JudgedCommand::Report>(const EnvOperations &, const Install &,
                                                        const JobContext &)>;

JudgedCommand::Report reportOf(const EnvOutcome &outcome)
{
    return [outcome](Terminal &terminal) {
        terminal.print(toJson(outcome));
        for (const QString &line : envLines(outcome))
            terminal.print(line);
        return outcome.failed.isEmpty() ? Done : Failed;
    };
}

Result<JudgedCommand::Report> listThem(const EnvOperations &operations, const Install &install,
                                       const JobContext &job)
{
    const Result<EnvReport> report = reportEnvs(operations, install, job);
    if (!report)
        return report.error();
    return JudgedCommand::Report([report = *report](Terminal &terminal) {
        terminal.print(toJson(report));
        for (const QString &line : envLines(report))
            terminal.print(line);
        return report.isWell() ? Done : Failed;
    });
}

Run workRun(EnvAct act, const QStringList &names)
{
    return [wish = EnvWish{.act = act, .names = names}](
               const EnvOperations &operations, const Install &install,
               const JobContext &job) -> Result<JudgedCommand::Report> {
        const Result<EnvOutcome> outcome = workOnEnvs(operations, install, wish, job);
        if (!outcome)
            return outcome.error();
        return reportOf(*outcome);
    };
}

Run removeRun(const QStringList &names)
{
    return [names](const EnvOperations &operations, const Install &install,
                   const JobContext &job) -> Result<JudgedCommand::Report> {
        const Result<RemovedEnvs> removed = removeEnvs(operations, install, names, job);
        if (!removed)
            return removed.error();
        return JudgedCommand::Report([removed = *removed](Terminal &terminal) {
            terminal.print(toJson(removed));
            for (const QString &folder : removed.folders)
                terminal.print(Text::tr("Removed: %1").arg(folder));
            for (const QString &line : removed.left)
                terminal.print(line);
            terminal.print(removed.folders.isEmpty()
                               ? Text::tr("There was nothing to remove.")
                               : Text::tr("%1 were freed.").arg(sizeText(removed.bytes)));
            return Done;
        });
    };
}

std::unique_ptr<RunningCommand> running(const CommandContext &context, const QString &title,
                                        const Run &run)
{
    const auto services = std::make_shared<Services>(context.settings, context.library);
    const QString wanted = context.parser.positionalArguments().value(1);
    const EnvOperations operations = services->environments();
    return std::make_unique<JudgedCommand>(
        context, title,
        [services, operations, run,
         wanted](const JobContext &job) -> Result<JudgedCommand::Report> {
            const Result<Install> install = findInstall(services->library(), wanted);
            if (!install)
                return install.error();
            return run(operations, *install, job);
        });
}

std::unique_ptr<RunningCommand> wrong(const CommandContext &context, const QString &message)
{
    return std::make_unique<InstantCommand>(context, [message]() -> Result<int> {
        return Error{.code = ErrorCode::Usage,
                     .message = message,
                     .nextStep = Text::tr("See “porticoctl help env”."),
                     .detail = {}};
    });
}

/** As `nodes isolate` and `nodes rejoin`. */
std::unique_ptr<RunningCommand> isolation(const CommandContext &context, PackAct act)
{
    const QStringList words = context.parser.positionalArguments();
    return changeNodes(context,
                       {.title = act == PackAct::Isolate ? Text::tr("Isolate node packs")
                                                         : Text::tr("Undo isolations"),
                        .install = words.value(1),
                        .change = {.act = act, .packs = words.mid(2)}});
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QString act = context.parser.positionalArguments().constFirst();
    const QStringList names = context.parser.positionalArguments().mid(2);
    if (act == "wishes"_L1)
        return envWishes(context);
    if (act == "system"_L1 && names.isEmpty())
        return envSystem(context);
    if ((act == "isolate"_L1 || act == "rejoin"_L1) && !names.isEmpty())
        return isolation(context, act == "isolate"_L1 ? PackAct::Isolate : PackAct::Rejoin);
    const bool isAgain = context.parser.isSet(u"again"_s);
    if (isAgain && (names.isEmpty() || act != "build"_L1))
        return wrong(context, Text::tr("“--again” belongs to “build” with names."));
    if (act == "list"_L1 && names.isEmpty())
        return running(context, Text::tr("Look at the environments"), listThem);
    if (act == "build"_L1)
        return running(context, Text::tr("Build environments"),
                       workRun(isAgain ? EnvAct::Anew : EnvAct::Build, names));
    if (act == "repair"_L1)
        return running(context, Text::tr("Repair environments"), workRun(EnvAct::Repair, names));
    if (act != "remove"_L1)
        return wrong(context,
                     Text::tr("“%1” is not “list”, “build”, “repair”, “remove”, “isolate”, "
                              "“rejoin”, “wishes” or “system”.")
                         .arg(act));
    if (names.isEmpty() != context.parser.isSet(u"unused"_s))
        return wrong(context, Text::tr("Name the environments to remove, or “--unused”."));
    return running(context, Text::tr("Remove environments"), removeRun(names));
}

} // namespace

Command envCommand()
{
    return {
        .name = u"env"_s,
        .summary = Text::tr("List, build, repair or remove isolated environments of node packs"),
        .syntax = u"list|build|repair|remove|isolate|rejoin|wishes|system <install> [<name>...] "
                  "[--again] "
                  "[--unused] [--yes]"_s,
        .description = Text::tr(
            "A folder of nodes with a comfy-env.toml gets a Python of its own, made as its "
            "comfy-env would make it. “list” says how each one is (exit code 1: one is not as it "
            "should be); “build” makes what is missing or out of date, “repair” also what is "
            "broken; with names only those, and “--again” even if they are well. “remove” takes "
            "away the named ones, or with “--unused” those that no pack asks for. “isolate” gives "
            "an ordinary pack a Python of its own, if a trial shows that none of its nodes is "
            "lost, and “rejoin” undoes it; “wishes” plans the packs that others want beside "
            "themselves, and “system” shows how to get the packages "
            "of the system that they need; these four do it with “--yes” only."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"act"_s, Text::tr("What to do."),
                                             u"list|build|repair|remove|isolate|rejoin|wishes|"
                                             "system"_s);
                parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                parser.addPositionalArgument(u"name"_s, Text::tr("Of an environment or a pack."),
                                             u"[<name>...]"_s);
                parser.addOption({u"again"_s, Text::tr("Build the named ones anew.")});
                parser.addOption({u"unused"_s, Text::tr("Remove what no pack asks for.")});
                parser.addOptions(envWishesOptions());
            },
        .minimumArguments = 2,
        .maximumArguments = 100,
        .make = make};
}

} // namespace portico::cli
