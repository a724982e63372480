// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/installs/removeinstall.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::RemoveCommand)
};

QString partName(RemovalPart part)
{
    switch (part) {
    case RemovalPart::Runtime:
        return u"runtime"_s;
    case RemovalPart::Data:
        return u"data"_s;
    case RemovalPart::Records:
        return u"records"_s;
    case RemovalPart::Link:
        return u"link"_s;
    }
    return {};
}

QJsonObject planJson(const RemovalPlan &plan)
{
    QJsonArray items;
    for (const RemovalItem &item : plan.items)
        items.append(QJsonObject{{u"part"_s, partName(item.part)},
                                 {u"path"_s, item.path},
                                 {u"linkTarget"_s, item.linkTarget},
                                 {u"bytes"_s, item.bytes},
                                 {u"files"_s, item.files}});
    return {{u"type"_s, u"plan"_s},
            {u"id"_s, plan.id.toString()},
            {u"items"_s, items},
            {u"sharedBytes"_s, plan.sharedBytes},
            {u"remarks"_s, QJsonArray::fromStringList(plan.remarks)},
            {u"obstacle"_s, plan.obstacle ? plan.obstacle->message : QString()},
            {u"untouched"_s, QJsonArray::fromStringList(plan.untouched)}};
}

QString planText(const RemovalPlan &plan, RemoveData data)
{
    QString text = Text::tr("This goes:");
    for (const RemovalItem &item : plan.items) {
        if (item.part == RemovalPart::Data && data == RemoveData::Keep)
            continue;
        text += u"\n  %1  %2"_s.arg(sizeText(item.bytes).rightJustified(10), item.path);
        if (item.part == RemovalPart::Link)
            text += Text::tr("  (a link; %1 stays)").arg(item.linkTarget);
    }
    if (data == RemoveData::Keep && plan.dataFiles > 0)
        text += u'\n'
            + Text::tr("Your own %n file(s) (%1) are kept.", nullptr,
                       static_cast<int>(plan.dataFiles))
                  .arg(sizeText(plan.dataBytes));
    if (plan.sharedBytes > 0)
        text += u'\n'
            + Text::tr("%1 of it are shared with other installs, which keep them.")
                  .arg(sizeText(plan.sharedBytes));
    for (const QString &line : plan.untouched)
        text += u'\n' + Text::tr("Untouched: %1").arg(line);
    for (const QString &line : plan.remarks)
        text += u'\n' + line;
    if (plan.obstacle)
        text += u'\n' + plan.obstacle->message;
    return text;
}

JobCommand::Report reportOf(const Install &install, const RemovalPlan &plan,
                            const RemovalOutcome &outcome)
{
    return [=](Terminal &terminal) {
        terminal.print(planJson(plan));
        terminal.print(QJsonObject{{u"type"_s, u"removed"_s},
                                   {u"id"_s, install.id.toString()},
                                   {u"kept"_s, outcome.keptFolder},
                                   {u"trash"_s, outcome.trashFolder}});
        terminal.print(Text::tr("“%1” is removed.").arg(install.name));
        if (!outcome.keptFolder.isEmpty())
            terminal.print(Text::tr("Your own files are in %1").arg(outcome.keptFolder));
        if (!outcome.trashFolder.isEmpty())
            terminal.print(Text::tr("The rest is in the recycle bin: %1").arg(outcome.trashFolder));
    };
}

Result<JobCommand::Report> remove(const Services &services, const QString &idOrName,
                                  const RemoveRequest &choice, bool isConfirmed,
                                  const JobContext &job)
{
    const Result<Install> install = findInstall(services.library(), idOrName);
    if (!install)
        return install.error();
    const Result<RemovalPlan> plan = planRemoval(services.library(), *install, job);
    if (!plan)
        return plan.error();
    if (!isConfirmed) {
        return JobCommand::Report([plan = *plan, choice](Terminal &terminal) {
            terminal.print(planJson(plan));
            terminal.print(planText(plan, choice.data));
            terminal.say(Text::tr("Nothing was removed. Do it with --yes."));
        });
    }
    job.log(planText(*plan, choice.data));
    const Result<RemovalOutcome> outcome = removeInstall(
        services.remove(), {.id = install->id, .mode = choice.mode, .data = choice.data}, job);
    if (!outcome)
        return outcome.error();
    return reportOf(*install, *plan, *outcome);
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QCommandLineParser &parser = context.parser;
    const RemoveRequest choice{
        .id = {},
        .mode = parser.isSet(u"permanently"_s) ? RemoveMode::Delete : RemoveMode::Trash,
        .data = parser.isSet(u"remove-data"_s) ? RemoveData::Remove : RemoveData::Keep};
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Remove an install"),
        [services, choice, idOrName = parser.positionalArguments().constFirst(),
         isConfirmed = parser.isSet(u"yes"_s) && !parser.isSet(u"plan"_s)](const JobContext &job) {
            return remove(*services, idOrName, choice, isConfirmed, job);
        });
}

} // namespace

Command removeCommand()
{
    return {.name = u"remove"_s,
            .summary = Text::tr("Remove an install; lists first what goes"),
            .syntax = u"<install> [--plan] [--yes] [--remove-data] [--permanently]"_s,
            .description = Text::tr(
                "Without --yes it only lists what would go. Your own files (output, input, user, "
                "node packs) are kept unless --remove-data is given. Goes to the recycle bin "
                "unless --permanently is given. Links are never followed."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption({u"plan"_s, Text::tr("Only list it, as without --yes.")});
                    parser.addOption({u"yes"_s, Text::tr("Really remove it.")});
                    parser.addOption({u"remove-data"_s, Text::tr("Your own files go, too.")});
                    parser.addOption(
                        {u"permanently"_s, Text::tr("Delete instead of using the recycle bin.")});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = make};
}

} // namespace portico::cli
