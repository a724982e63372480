// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/generationlines.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/updates/listgenerations.h"
#include "core/updates/switchgeneration.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <numeric>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::GenerationsCommand)
};

/** A number that was typed; 0: the option was not given. */
Result<int> numberIn(const QCommandLineParser &parser, const QString &option)
{
    if (!parser.isSet(option))
        return 0;
    bool isNumber = false;
    const int number = parser.value(option).toInt(&isNumber);
    if (isNumber && number > 0)
        return number;
    return Error{.code = ErrorCode::Usage,
                 .message =
                     Text::tr("“%1” is no number of a generation.").arg(parser.value(option)),
                 .nextStep = Text::tr("“porticoctl generations” lists them."),
                 .detail = {}};
}

std::unique_ptr<RunningCommand> failing(const CommandContext &context, const Error &error)
{
    return std::make_unique<InstantCommand>(context, [error]() -> Result<int> { return error; });
}

JobCommand::Report reportOf(const Install &install, const QList<GenerationRow> &rows)
{
    return [install, rows](Terminal &terminal) {
        const qint64 bytes =
            std::accumulate(rows.begin(), rows.end(), qint64(0),
                            [](qint64 sum, const GenerationRow &row) { return sum + row.bytes; });
        QJsonArray array;
        for (const GenerationRow &row : rows)
            array.append(generationJson(row));
        terminal.print(QJsonObject{
            {u"install"_s, install.id.toString()}, {u"generations"_s, array}, {u"bytes"_s, bytes}});
        for (const GenerationRow &row : rows) {
            for (const QString &line : generationLines(row))
                terminal.print(line);
        }
        terminal.print(
            Text::tr("%1 in all; what generations share is counted once.").arg(sizeText(bytes)));
    };
}

Result<JobCommand::Report> pinned(const Library &library, const Install &install, int number,
                                  Pin pin)
{
    if (install.isAdopted())
        return hasNoGenerations(install);
    const Result<Install> after = pinGeneration(library, install.id, number, pin);
    if (!after)
        return after.error();
    return JobCommand::Report([after = *after, number, pin](Terminal &terminal) {
        terminal.print(generationJson(*findGeneration(after, number)));
        terminal.print(pin == Pin::Set
                           ? Text::tr("Generation %1 of “%2” stays until its pin is taken away.")
                                 .arg(number)
                                 .arg(after.name)
                           : Text::tr("Generation %1 of “%2” is not pinned any more.")
                                 .arg(number)
                                 .arg(after.name));
    });
}

std::unique_ptr<RunningCommand> makeList(const CommandContext &context)
{
    const Result<int> pin = numberIn(context.parser, u"pin"_s);
    const Result<int> unpin = numberIn(context.parser, u"unpin"_s);
    if (!pin || !unpin)
        return failing(context, pin ? unpin.error() : pin.error());
    if (*pin > 0 && *unpin > 0)
        return failing(context,
                       {.code = ErrorCode::Usage,
                        .message = Text::tr("Both --pin and --unpin are given."),
                        .nextStep = Text::tr("Give one of them."),
                        .detail = {}});
    return std::make_unique<JobCommand>(
        context, Text::tr("Look at the generations"),
        [library = context.library, wanted = context.parser.positionalArguments().constFirst(),
         pin = *pin, unpin = *unpin](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<Install> install = findInstall(library, wanted);
            if (!install)
                return install.error();
            if (pin > 0)
                return pinned(library, *install, pin, Pin::Set);
            if (unpin > 0)
                return pinned(library, *install, unpin, Pin::Taken);
            const Result<QList<GenerationRow>> rows = listGenerations(library, *install, job);
            return rows ? Result<JobCommand::Report>(reportOf(*install, *rows)) : rows.error();
        });
}

Result<int> targetOf(const Install &install, int wanted)
{
    if (install.isAdopted())
        return hasNoGenerations(install);
    return wanted > 0 ? Result<int>(wanted) : generationBefore(install);
}

std::unique_ptr<RunningCommand> makeRollback(const CommandContext &context)
{
    const Result<int> to = numberIn(context.parser, u"to"_s);
    if (!to)
        return failing(context, to.error());
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Go to another generation"),
        [services, wanted = context.parser.positionalArguments().constFirst(),
         to = *to](const JobContext &job) -> Result<JobCommand::Report> {
            const Library &library = services->library();
            const Result<Install> install = findInstall(library, wanted);
            if (!install)
                return install.error();
            const Result<int> target = targetOf(*install, to);
            if (!target)
                return target.error();
            const Result<GenerationSwitch> outcome =
                switchGeneration(library, install->id, *target, &services->states(), job);
            if (!outcome)
                return outcome.error();
            return JobCommand::Report([outcome = *outcome](Terminal &terminal) {
                terminal.print(switchJson(outcome));
                for (const QString &line : switchLines(outcome))
                    terminal.print(line);
            });
        });
}

} // namespace

Command generationsCommand()
{
    return {.name = u"generations"_s,
            .summary = Text::tr("List the versions of ComfyUI that an install can go back to"),
            .syntax = u"<install> [--pin N|--unpin N]"_s,
            .description = Text::tr(
                "Each update makes a new generation beside the old: ComfyUI, Python and the layer "
                "of node packs' packages. The last three stay, and all that are current, pinned or "
                "named by a snapshot; the others go with “porticoctl clean”."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption(
                        {u"pin"_s, Text::tr("Keep this one, whatever is cleaned."), u"N"_s});
                    parser.addOption({u"unpin"_s, Text::tr("Take its pin away."), u"N"_s});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = makeList};
}

Command rollbackCommand()
{
    return {.name = u"rollback"_s,
            .summary = Text::tr("Go back to an older generation, without a network"),
            .syntax = u"<install> [--to N]"_s,
            .description = Text::tr(
                "ComfyUI, Python, the packages of node packs and the database become those of the "
                "generation before, or of the one that is named, which may be a newer one. Node "
                "packs, settings and your files stay as they are. ComfyUI must be stopped."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption({u"to"_s, Text::tr("The number of the generation."), u"N"_s});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = makeRollback};
}

} // namespace portico::cli
