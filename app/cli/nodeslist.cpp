// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodesverb.h"
#include "core/base/lists.h"
#include "core/installs/installfile.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packjson.h"
#include "core/nodes/packstate.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesList)
};

constexpr qsizetype kShownFiles = 3;

QString some(const QStringList &all)
{
    const QString first = listed(all.mid(0, kShownFiles));
    return all.size() > kShownFiles
        ? Text::tr("%1 and %n more", nullptr, static_cast<int>(all.size() - kShownFiles)).arg(first)
        : first;
}

QString versionText(const NodePack &pack)
{
    if (pack.version.isEmpty())
        return pack.commit.left(10);
    return pack.commit.isEmpty() ? pack.version
                                 : u"%1 (%2)"_s.arg(pack.version, pack.commit.left(10));
}

QStringList gitLines(const WorkTreeState &git)
{
    QStringList lines;
    if (git.behind.value_or(0) > 0)
        lines += Text::tr("%n commit(s) behind %1", nullptr, *git.behind).arg(git.upstream);
    if (git.ahead.value_or(0) > 0)
        lines +=
            Text::tr("%n commit(s) that %1 does not have", nullptr, *git.ahead).arg(git.upstream);
    if (git.isDirty())
        lines += Text::tr("changed by hand: %1").arg(some(git.edited));
    return lines;
}

QStringList linesOf(const NodePack &pack, const PackState &state)
{
    QStringList lines;
    if (!pack.isEnabled)
        lines += Text::tr("disabled");
    for (const MissingNeed &need : state.missing)
        lines += need.present.isEmpty()
            ? Text::tr("needs %1, which is not there").arg(need.text)
            : Text::tr("needs %1; there is %2").arg(need.text, need.present);
    for (const MissingNeed &need : state.leftOut)
        lines += Text::tr("left out by choice: %1").arg(need.text);
    if (state.problem)
        lines += state.problem->message;
    if (pack.isIsolated())
        lines += QStringList{Text::tr("isolated: it runs in a Python of its own")} + pack.losses;
    else if (pack.wantsIsolation)
        lines += Text::tr("wants an environment of its own (comfy-env.toml)");
    if (state.git)
        lines += gitLines(*state.git);
    else if (state.isChanged.value_or(false))
        lines += Text::tr("its code was changed since it was installed");
    return lines;
}

struct Listing
{
    QList<NodePack> packs;
    QList<PackState> states;
};

JobCommand::Report reportOf(const Install &install, const Listing &listing)
{
    return [install, listing](Terminal &terminal) {
        QJsonArray rows;
        qsizetype width = 0;
        for (const NodePack &pack : listing.packs)
            width = std::max(width, pack.name.size());
        for (qsizetype i = 0; i < listing.packs.size(); ++i) {
            const NodePack &pack = listing.packs.at(i);
            const PackState &state = listing.states.at(i);
            QJsonObject row = toJson(pack);
            row.insert(u"state"_s, toJson(state));
            rows.append(row);
            terminal.print(u"%1  %2  %3"_s
                               .arg(pack.name.leftJustified(width),
                                    packKindName(pack.kind).leftJustified(8), versionText(pack))
                               .trimmed());
            for (const QString &line : linesOf(pack, state))
                terminal.print(u"  – "_s + line);
        }
        terminal.print(QJsonObject{{u"install"_s, install.id.toString()}, {u"packs"_s, rows}});
        if (listing.packs.isEmpty())
            terminal.print(Text::tr("“%1” has no node packs.").arg(install.name));
    };
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    return std::make_unique<JobCommand>(
        context, Text::tr("List node packs"),
        [library = context.library, wanted = wordsOf(context).constFirst()](
            const JobContext &job) -> Result<JobCommand::Report> {
            const Result<Install> install = findInstall(library, wanted);
            if (!install)
                return install.error();
            const Result<QList<NodePack>> packs = readNodePacks(library, *install, job);
            if (!packs)
                return packs.error();
            const Result<QList<PackState>> states = readPackStates(library, *install, *packs, job);
            if (!states)
                return states.error();
            return reportOf(*install, {*packs, *states});
        });
}

} // namespace

NodesVerb nodesListVerb()
{
    return {.name = u"list"_s,
            .syntax = u"<install>"_s,
            .summary = Text::tr("The node packs of an install and how they are, by files alone"),
            .options = {},
            .minimumWords = 1,
            .maximumWords = 1,
            .make = make};
}

} // namespace portico::cli
