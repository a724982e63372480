// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodesinfo.h"

#include "app/cli/nodesverb.h"
#include "core/installs/installfile.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packjson.h"
#include "core/nodes/packneeds.h"
#include "core/nodes/packstate.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesInfo)
};

/** A pack of an install, what it asks for, and how it is. */
struct PackInfo
{
    NodePack pack;
    PackNeeds needs;
    PackState state;
};

const MissingNeed *findNeed(const QList<MissingNeed> &needs, const QString &text)
{
    const auto found = std::find_if(needs.begin(), needs.end(),
                                    [&](const MissingNeed &need) { return need.text == text; });
    return found == needs.end() ? nullptr : &*found;
}

/** "met", "missing", "left-out": stable in JSON. */
QString stateOf(const PackState &state, const PackNeed &need)
{
    if (findNeed(state.leftOut, need.text))
        return u"left-out"_s;
    if (findNeed(state.missing, need.text))
        return u"missing"_s;
    return state.problem ? u"unknown"_s : u"met"_s;
}

QString needLine(const PackInfo &info, const PackNeed &need)
{
    const QString state = stateOf(info.state, need);
    const MissingNeed *const missing = findNeed(info.state.missing, need.text);
    QString words = Text::tr("met");
    if (state == "left-out"_L1)
        words = Text::tr("left out by choice");
    else if (missing)
        words = missing->present.isEmpty() ? Text::tr("not there")
                                           : Text::tr("there is %1").arg(missing->present);
    else if (state == "unknown"_L1)
        words = Text::tr("not known");
    return u"    %1 – %2  (%3)"_s.arg(need.text, words, need.place);
}

QJsonObject jsonOf(const Install &install, const PackInfo &info)
{
    QJsonArray needs;
    for (const PackNeed &need : info.needs.needs)
        needs.append(QJsonObject{{u"text"_s, need.text},
                                 {u"name"_s, need.name},
                                 {u"place"_s, need.place},
                                 {u"state"_s, stateOf(info.state, need)}});
    QJsonObject object = toJson(info.pack);
    object.insert(u"install"_s, install.id.toString());
    object.insert(u"state"_s, toJson(info.state));
    object.insert(u"needs"_s, needs);
    object.insert(u"notObeyed"_s, QJsonArray::fromStringList(info.needs.leftOut));
    return object;
}

JobCommand::Report reportOf(const Install &install, const PackInfo &info)
{
    return [install, info](Terminal &terminal) {
        terminal.print(jsonOf(install, info));
        const NodePack &pack = info.pack;
        terminal.print(
            u"%1  %2  %3"_s.arg(pack.name, packKindName(pack.kind), pack.version).trimmed());
        terminal.print(u"    "_s + QDir::toNativeSeparators(pack.folder));
        if (!pack.isEnabled)
            terminal.print(u"    "_s + Text::tr("disabled"));
        if (info.state.problem)
            terminal.print(u"    "_s + info.state.problem->message);
        terminal.print(info.needs.needs.isEmpty() ? Text::tr("  It asks for nothing.")
                                                  : Text::tr("  It asks for:"));
        for (const PackNeed &need : info.needs.needs)
            terminal.print(needLine(info, need));
        for (const QString &line : info.needs.leftOut)
            terminal.print(u"    "_s + Text::tr("not obeyed: %1").arg(line));
        if (!info.state.leftOut.isEmpty())
            terminal.say(Text::tr("Take back what is left out: porticoctl nodes apply %1 --with "
                                  "PACK[:NAME].")
                             .arg(install.id.toString()));
    };
}

Result<PackInfo> readInfo(const Library &library, const Install &install, const QString &name,
                          const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return packs.error();
    const Result<NodePack> pack = findNodePack(*packs, name);
    if (!pack)
        return pack.error();
    const Result<QList<PackState>> states = readPackStates(library, install, {*pack}, job);
    if (!states)
        return states.error();
    const Result<PackNeeds> needs = readPackNeeds(pack->name, pack->folder);
    return PackInfo{*pack, needs ? *needs : PackNeeds{.pack = pack->name}, states->constFirst()};
}

} // namespace

std::unique_ptr<RunningCommand> showInstalledPack(const CommandContext &context)
{
    return std::make_unique<JobCommand>(
        context, Text::tr("Look at a node pack"),
        [library = context.library,
         words = wordsOf(context)](const JobContext &job) -> Result<JobCommand::Report> {
            const Result<Install> install = findInstall(library, words.constFirst());
            if (!install)
                return install.error();
            const Result<PackInfo> info = readInfo(library, *install, words.constLast(), job);
            if (!info)
                return info.error();
            return reportOf(*install, *info);
        });
}

} // namespace portico::cli
