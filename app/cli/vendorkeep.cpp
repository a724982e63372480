// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/judgedcommand.h"
#include "app/cli/vendorlines.h"
#include "app/cli/vendorverbs.h"
#include "app/services.h"
#include "core/installs/installfile.h"
#include "core/vendoring/keepoffline.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::VendorCommand)
};

QString sizeOf(const KeepItem &item)
{
    return item.bytes < 0 ? u"?"_s : sizeText(item.bytes);
}

QString stateOf(const KeepItem &item)
{
    if (item.isKept)
        return Text::tr("is kept already");
    return item.isFetched ? Text::tr("has to be fetched") : Text::tr("is here");
}

JudgedCommand::Report planned(const KeepPlan &plan)
{
    return [plan](Terminal &terminal) {
        QJsonArray items;
        for (const KeepItem &item : plan.items)
            items.append(QJsonObject{{u"kind"_s, vendoredKindName(item.kind)},
                                     {u"name"_s, item.name},
                                     {u"bytes"_s, item.bytes},
                                     {u"isKept"_s, item.isKept},
                                     {u"isFetched"_s, item.isFetched}});
        terminal.print(QJsonObject{{u"type"_s, u"plan"_s},
                                   {u"id"_s, plan.id},
                                   {u"items"_s, items},
                                   {u"bytes"_s, plan.bytes()}});
        for (const KeepItem &item : plan.items)
            terminal.print(u"%1  %2  %3: %4"_s.arg(sizeOf(item).rightJustified(10),
                                                   vendoredKindText(item.kind), item.name,
                                                   stateOf(item)));
        terminal.print(Text::tr("%1 to keep, before it is packed.").arg(sizeText(plan.bytes())));
        terminal.say(Text::tr("Nothing was kept. Do it with --yes."));
        return Done;
    };
}

JudgedCommand::Report kept(const Library &library, const VendoredState &state)
{
    return [library, state](Terminal &terminal) {
        QJsonObject object = vendoredJson(library, state);
        object.insert(u"type"_s, u"kept"_s);
        terminal.print(object);
        for (const QString &line : lackLines(state.lacks))
            terminal.print(line);
        terminal.print(Text::tr("“%1” is kept for offline as %2: %n files, %3.", nullptr,
                                static_cast<int>(state.files.size()))
                           .arg(state.install.name, state.id, sizeText(state.bytes())));
        terminal.print(Text::tr("Manifest %1").arg(manifestHash(state.parts).toHex()));
        return state.lacks.isEmpty() ? Done : Failed;
    };
}

std::unique_ptr<RunningCommand> keep(const CommandContext &context, const QStringList &words)
{
    const QCommandLineParser &parser = context.parser;
    const bool isYes = parser.isSet(u"yes"_s) && !parser.isSet(u"plan"_s);
    const auto services = std::make_shared<Services>(context.settings, context.library);
    return std::make_unique<JudgedCommand>(
        context, Text::tr("Keep for offline"),
        [services, nodes = services->nodes(), environments = services->environments(),
         typed = words.constFirst(), snapshot = parser.value(u"snapshot"_s),
         isYes](const JobContext &job) -> Result<JudgedCommand::Report> {
            const RestoreServices restoring{nodes, environments};
            const Result<Install> install = findInstall(services->library(), typed);
            if (!install)
                return install.error();
            const KeepRequest request{.install = install->id, .snapshot = snapshot};
            if (!isYes) {
                const Result<KeepPlan> plan = planKeeping(restoring, request, job);
                return plan ? Result<JudgedCommand::Report>(planned(*plan)) : plan.error();
            }
            const Result<VendoredState> state = keepForOffline(restoring, request, job);
            return state ? Result<JudgedCommand::Report>(kept(services->library(), *state))
                         : state.error();
        });
}

std::unique_ptr<RunningCommand> list(const CommandContext &context, const QStringList &words)
{
    return std::make_unique<JobCommand>(
        context, Text::tr("List what is kept for offline"),
        [library = context.library,
         typed = words.value(0)](const JobContext &) -> Result<JobCommand::Report> {
            VendoredList list = listVendored(library);
            if (!typed.isEmpty()) {
                const Result<QList<VendoredState>> found = findVendored(library, typed);
                if (!found)
                    return found.error();
                list = {.states = *found};
            }
            return JobCommand::Report([library, list](Terminal &terminal) {
                QJsonArray states;
                for (const VendoredState &state : list.states)
                    states.append(vendoredJson(library, state));
                QJsonArray broken;
                for (const BrokenVendored &one : list.broken)
                    broken.append(
                        QJsonObject{{u"id"_s, one.id}, {u"message"_s, one.error.message}});
                terminal.print(QJsonObject{{u"states"_s, states}, {u"broken"_s, broken}});
                for (const VendoredState &state : list.states)
                    terminal.print(vendoredLine(state));
                for (const BrokenVendored &one : list.broken)
                    terminal.print(one.error.message);
                if (list.states.isEmpty() && list.broken.isEmpty())
                    terminal.print(Text::tr("Nothing is kept for offline yet."));
            });
        });
}

std::unique_ptr<RunningCommand> remove(const CommandContext &context, const QStringList &words)
{
    const bool isYes = context.parser.isSet(u"yes"_s) && !context.parser.isSet(u"plan"_s);
    return std::make_unique<JobCommand>(
        context, Text::tr("Let go of what is kept for offline"),
        [library = context.library, typed = words.constFirst(),
         isYes](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<QList<VendoredState>> states = findVendored(library, typed);
            if (!states)
                return states.error();
            qint64 bytes = 0;
            for (const VendoredState &state : *states) {
                if (!isYes)
                    continue;
                const Result<qint64> freed = dropVendored(library, state, job);
                if (!freed)
                    return freed.error();
                bytes += *freed;
            }
            return JobCommand::Report([states = *states, isYes, bytes](Terminal &terminal) {
                QStringList ids;
                for (const VendoredState &state : states)
                    ids += state.id;
                terminal.print(QJsonObject{{u"type"_s, isYes ? u"removed"_s : u"plan"_s},
                                           {u"states"_s, QJsonArray::fromStringList(ids)},
                                           {u"bytes"_s, bytes}});
                for (const VendoredState &state : states)
                    terminal.print(vendoredLine(state));
                if (!isYes)
                    terminal.say(Text::tr("Nothing was removed. Do it with --yes."));
                else
                    terminal.print(Text::tr("%1 were freed. Packages that nothing else needs go "
                                            "with “porticoctl clean”.")
                                       .arg(sizeText(bytes)));
            });
        });
}

} // namespace

QList<VendorVerb> vendorKeepVerbs()
{
    return {{.name = u"keep"_s,
             .syntax = u"<install> [--snapshot ID] [--plan] [--yes]"_s,
             .options = {u"snapshot"_s, u"plan"_s, u"yes"_s},
             .make = keep},
            {.name = u"list"_s, .syntax = u"[<install>]"_s, .make = list, .minimumWords = 0},
            {.name = u"remove"_s,
             .syntax = u"<install>|<id> [--plan] [--yes]"_s,
             .options = {u"plan"_s, u"yes"_s},
             .make = remove}};
}

} // namespace portico::cli
