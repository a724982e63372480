// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/installjson.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/storage/migrateinstall.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::MigrateCommand)
};

/** What was asked for. */
struct Wish
{
    QString install;
    MigrateRequest request{};
    bool isYes = false;
};

QJsonObject planJson(const MigrationPlan &plan)
{
    return {{u"type"_s, u"plan"_s},
            {u"id"_s, plan.install.id.toString()},
            {u"comfy"_s, plan.comfy},
            {u"python"_s, plan.pythonFolder},
            {u"pythonVersion"_s, plan.pythonVersion},
            {u"pythonIsWhole"_s, plan.way == MigratedPython::Whole},
            {u"files"_s, plan.files},
            {u"bytes"_s, plan.bytes},
            {u"modelFolders"_s, QJsonArray::fromStringList(plan.modelFolders)},
            {u"linkedModels"_s, QJsonArray::fromStringList(plan.linkedModels)},
            {u"modelMap"_s, plan.modelMap},
            {u"remarks"_s, QJsonArray::fromStringList(plan.remarks)}};
}

Result<Wish> readWish(const QCommandLineParser &parser)
{
    Wish wish{.install = parser.positionalArguments().constFirst(),
              .request = {.id = {}, .name = parser.value(u"name"_s)},
              .isYes = parser.isSet(u"yes"_s) && !parser.isSet(u"plan"_s)};
    if (!parser.isSet(u"port"_s))
        return wish;
    bool isNumber = false;
    wish.request.port = parser.value(u"port"_s).toUShort(&isNumber);
    if (isNumber && *wish.request.port > 0)
        return wish;
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("“%1” is no port.").arg(parser.value(u"port"_s)),
                 .nextStep = Text::tr("Choose a number from 1 to 65535, such as 8188."),
                 .detail = {}};
}

Result<JobCommand::Report> migrate(const Services &services, const ComposeServices &compose,
                                   Wish wish, const JobContext &job)
{
    const Library &library = services.library();
    const Result<Install> adopted = findInstall(library, wish.install);
    if (!adopted)
        return adopted.error();
    wish.request.id = adopted->id;
    const Result<MigrationPlan> plan = planMigration(compose, adopted->id, job);
    if (!plan)
        return plan.error();
    if (!wish.isYes)
        return JobCommand::Report([plan = *plan](Terminal &terminal) {
            terminal.print(planJson(plan));
            for (const QString &line : migrationSentences(plan))
                terminal.print(line);
            terminal.say(Text::tr("Nothing was changed. Do it with --yes."));
        });
    for (const QString &line : migrationSentences(*plan))
        job.log(line);
    const Result<Install> made = migrateInstall(compose, wish.request, job);
    if (!made)
        return made.error();
    return JobCommand::Report([library, plan = *plan, install = *made](Terminal &terminal) {
        QJsonObject json = installJson(library, install);
        json.insert(u"migratedFrom"_s, plan.install.id.toString());
        terminal.print(planJson(plan));
        terminal.print(json);
        terminal.print(Text::tr("“%1” is there, on port %2. “%3” is as it was.")
                           .arg(install.name)
                           .arg(install.port)
                           .arg(plan.install.name));
    });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const Result<Wish> wish = readWish(context.parser);
    if (!wish)
        return std::make_unique<InstantCommand>(
            context, [error = wish.error()]() -> Result<int> { return error; });
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Migrate a folder into the library"),
        [services, compose = services->compose(), wish = *wish](const JobContext &job) {
            return migrate(*services, compose, wish, job);
        });
}

} // namespace

Command migrateCommand()
{
    return {.name = u"migrate"_s,
            .summary = Text::tr("Make an install in the library of a folder that was added; says "
                                "first what is taken over"),
            .syntax = u"<install> [--name NAME] [--port PORT] [--plan] [--yes]"_s,
            .description = Text::tr(
                "For an unpacked portable, a git checkout with its environment, a package of "
                "Stability Matrix or an install of Comfy Desktop that was added where it lies. "
                "Without --yes it only says what it would do. ComfyUI, node packs, packages, "
                "inputs and user files are taken over, with a Python of its own; models stay "
                "where they are and are used from there. The old folder is not changed and stays "
                "in the list; removing the new install undoes it."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption({u"name"_s, Text::tr("What to call the new one."), u"NAME"_s});
                    parser.addOption({u"port"_s, Text::tr("Its port."), u"PORT"_s});
                    parser.addOption({u"plan"_s, Text::tr("Only say it, as without --yes.")});
                    parser.addOption({u"yes"_s, Text::tr("Really do it.")});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = make};
}

} // namespace portico::cli
