// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/services.h"
#include "core/storage/cleaning.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::CleanCommand)
};

QJsonArray itemsJson(const QList<CleanItem> &items)
{
    QJsonArray array;
    for (const CleanItem &item : items)
        array.append(QJsonObject{{u"kind"_s, cleanKindName(item.kind)},
                                 {u"path"_s, item.path},
                                 {u"install"_s, item.install},
                                 {u"bytes"_s, item.bytes},
                                 {u"why"_s, item.why}});
    return array;
}

void printItems(Terminal &terminal, const QList<CleanItem> &items)
{
    for (const CleanKind kind : allCleanKinds()) {
        bool isFirst = true;
        for (const CleanItem &item : items) {
            if (item.kind != kind)
                continue;
            if (isFirst)
                terminal.print(u"%1 (%2)"_s.arg(cleanKindText(kind), cleanKindName(kind)));
            isFirst = false;
            terminal.print(u"%1  %2"_s.arg(sizeText(item.bytes).rightJustified(10),
                                           QDir::toNativeSeparators(item.path)));
            terminal.print(QString(12, u' ') + item.why);
        }
    }
}

JobCommand::Report reportOf(const CleanPlan &plan)
{
    return [plan](Terminal &terminal) {
        terminal.print(QJsonObject{{u"type"_s, u"plan"_s},
                                   {u"items"_s, itemsJson(plan.items)},
                                   {u"left"_s, QJsonArray::fromStringList(plan.left)},
                                   {u"bytes"_s, plan.bytes()}});
        printItems(terminal, plan.items);
        for (const QString &line : plan.left)
            terminal.print(line);
        if (plan.items.isEmpty())
            terminal.print(Text::tr("There is nothing to clean up."));
        else
            terminal.print(Text::tr("%1 in all.").arg(sizeText(plan.bytes())));
        if (!plan.items.isEmpty())
            terminal.say(Text::tr("Nothing was removed. Do it with --yes."));
    };
}

JobCommand::Report reportOf(const CleanOutcome &outcome)
{
    return [outcome](Terminal &terminal) {
        terminal.print(QJsonObject{{u"type"_s, u"cleaned"_s},
                                   {u"removed"_s, itemsJson(outcome.removed)},
                                   {u"left"_s, QJsonArray::fromStringList(outcome.left)},
                                   {u"bytes"_s, outcome.bytes}});
        for (const CleanItem &item : outcome.removed)
            terminal.print(u"%1  %2"_s.arg(sizeText(item.bytes).rightJustified(10),
                                           QDir::toNativeSeparators(item.path)));
        for (const QString &line : outcome.left)
            terminal.print(line);
        terminal.print(outcome.removed.isEmpty()
                           ? Text::tr("Nothing was removed.")
                           : Text::tr("%1 were freed.").arg(sizeText(outcome.bytes)));
    };
}

Result<QSet<CleanKind>> kindsIn(const QStringList &names)
{
    const QList<CleanKind> all = allCleanKinds();
    if (names.isEmpty())
        return QSet<CleanKind>(all.begin(), all.end());
    QSet<CleanKind> kinds;
    for (const QString &name : names.join(u',').split(u',')) {
        const auto kind = cleanKindFromName(name.trimmed());
        if (!kind)
            return Error{.code = ErrorCode::Usage,
                         .message = Text::tr("“%1” is nothing that can be cleaned up.").arg(name),
                         .nextStep = Text::tr("See “porticoctl help clean”."),
                         .detail = {}};
        kinds += *kind;
    }
    return kinds;
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const Result<QSet<CleanKind>> kinds = kindsIn(context.parser.values(u"only"_s));
    if (!kinds)
        return std::make_unique<InstantCommand>(
            context, [error = kinds.error()]() -> Result<int> { return error; });
    const bool isDone = context.parser.isSet(u"yes"_s) && !context.parser.isSet(u"plan"_s);
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JobCommand>(
        context, Text::tr("Clean up the library"),
        [services, isDone, kinds = *kinds,
         clean = services->clean()](const JobContext &job) -> Result<JobCommand::Report> {
            if (!isDone) {
                const Result<CleanPlan> plan = planCleaning(clean, kinds, job);
                return plan ? Result<JobCommand::Report>(reportOf(*plan)) : plan.error();
            }
            const Result<CleanOutcome> outcome = cleanLibrary(clean, kinds, job);
            return outcome ? Result<JobCommand::Report>(reportOf(*outcome)) : outcome.error();
        });
}

} // namespace

Command cleanCommand()
{
    return {
        .name = u"clean"_s,
        .summary = Text::tr("Remove what nobody needs; lists it first"),
        .syntax = u"[--only KIND,...] [--plan] [--yes]"_s,
        .description = Text::tr(
            "Lists old generations, layers, environments, caches, leftovers, old node packs and "
            "downloads that no "
            "install and no snapshot needs, each with its size and why it is safe to remove; with "
            "--yes it removes them. Models, outputs, settings and the files of removed installs "
            "are never among them. What another Portico needs at this moment stays."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addOption(
                    {u"only"_s,
                     Text::tr("Only these kinds: generations, layers, environments, caches, "
                              "staging, kept-packs, downloads."),
                     u"KIND"_s});
                parser.addOption({u"plan"_s, Text::tr("Only list it, as without --yes.")});
                parser.addOption({u"yes"_s, Text::tr("Really remove it.")});
            },
        .minimumArguments = 0,
        .maximumArguments = 0,
        .make = make};
}

} // namespace portico::cli
