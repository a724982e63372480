// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodeschange.h"
#include "app/cli/nodesscripts.h"
#include "app/cli/nodesverb.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesVerbs)
};

constexpr int kMostWords = 99;

/** One that changes packs that are there, by name. */
std::unique_ptr<RunningCommand> changeNamed(const CommandContext &context, PackAct act,
                                            const QString &title, CarryOut when)
{
    const QCommandLineParser &parser = context.parser;
    const QStringList words = wordsOf(context);
    PackChange change{.act = act, .packs = words.mid(1)};
    if (act == PackAct::Update) {
        change.to = parser.value(u"to"_s);
        change.edits = parser.isSet(u"stash"_s) ? LocalEdits::Stash : LocalEdits::Refuse;
        if (!change.to.isEmpty() && change.packs.size() > 1)
            return std::make_unique<InstantCommand>(context, []() -> Result<int> {
                return Error{.code = ErrorCode::Usage,
                             .message = Text::tr("--to is a version of one node pack."),
                             .nextStep = Text::tr("Update one node pack at a time with it."),
                             .detail = {}};
            });
    }
    if (act == PackAct::Remove && parser.isSet(u"permanently"_s))
        change.mode = RemoveMode::Delete;
    return changeNodes(
        context, {.title = title, .install = words.constFirst(), .change = change, .when = when});
}

/** The verbs whose words are an install and names of packs. */
NodesVerb named(PackAct act, const QString &title, const QString &summary, CarryOut when)
{
    return {.name = packActName(act),
            .syntax = u"<install> <pack>… [--yes]"_s,
            .summary = summary,
            .options = changeOptions(),
            .minimumWords = 2,
            .maximumWords = kMostWords,
            .make = [=](const CommandContext &context) {
                return changeNamed(context, act, title, when);
            }};
}

} // namespace

NodesVerb nodesInstallVerb()
{
    return {.name = u"install"_s,
            .syntax = u"<install> <what>… [--yes] [--without PACK[:NAME]] [--allow-builds] "
                      "[--run-scripts] [--show-scripts]"_s,
            .summary = Text::tr("Install node packs with what they need; shows first what comes"),
            .options = changeOptions() + scriptOptions(),
            .minimumWords = 2,
            .maximumWords = kMostWords,
            .make = [](const CommandContext &context) {
                const QStringList words = wordsOf(context);
                return changeNodes(context,
                                   {.title = Text::tr("Install node packs"),
                                    .install = words.constFirst(),
                                    .change = {.act = PackAct::Install},
                                    .typed = words.mid(1)});
            }};
}

NodesVerb nodesEnableVerb()
{
    return named(PackAct::Enable, Text::tr("Enable node packs"),
                 Text::tr("Enable node packs; with --yes where packages come with them"),
                 CarryOut::WhenHarmless);
}

NodesVerb nodesDisableVerb()
{
    return named(PackAct::Disable, Text::tr("Disable node packs"),
                 Text::tr("Disable node packs, so that ComfyUI does not load them"),
                 CarryOut::WhenHarmless);
}

NodesVerb nodesUpdateVerb()
{
    NodesVerb verb =
        named(PackAct::Update, Text::tr("Update node packs"),
              Text::tr("Update node packs; shows first what is new"), CarryOut::WithYes);
    verb.syntax = u"<install> <pack>… [--to VERSION|TAG|BRANCH|COMMIT] [--stash] [--yes] "
                  "[--run-scripts]"_s;
    verb.options += scriptOptions();
    verb.options +=
        {u"to"_s, Text::tr("The version, tag, branch or commit to go to."), u"version"_s};
    verb.options +=
        {u"stash"_s, Text::tr("Where files were changed by hand: go on, and keep them aside.")};
    return verb;
}

NodesVerb nodesRemoveVerb()
{
    NodesVerb verb =
        named(PackAct::Remove, Text::tr("Remove node packs"),
              Text::tr("Remove node packs; lists first what goes, with sizes"), CarryOut::WithYes);
    verb.syntax = u"<install> <pack>… [--yes] [--permanently]"_s;
    verb.options += {u"permanently"_s,
                     Text::tr("Delete at once, instead of keeping it until the next good start "
                              "and then the recycle bin.")};
    return verb;
}

NodesVerb nodesRestoreVerb()
{
    return named(PackAct::Restore, Text::tr("Take node packs back"),
                 Text::tr("Take back node packs as they were before an update or removal"),
                 CarryOut::WithYes);
}

NodesVerb nodesRunScriptVerb()
{
    NodesVerb verb = named(PackAct::RunScript, Text::tr("Run install.py"),
                           Text::tr("Run the install.py of node packs, which is their authors' own "
                                    "code, in a throwaway copy; shows it first"),
                           CarryOut::WithYes);
    verb.syntax = u"<install> <pack>… [--yes] [--show-scripts] [--without PACK[:NAME]]"_s;
    verb.options += showScriptsOption();
    return verb;
}

NodesVerb nodesIsolateVerb()
{
    return named(PackAct::Isolate, Text::tr("Isolate node packs"),
                 Text::tr("Give node packs a Python of their own, where their needs clash with "
                          "those of others; tried out first, and only done if no node is lost"),
                 CarryOut::WithYes);
}

NodesVerb nodesRejoinVerb()
{
    return named(PackAct::Rejoin, Text::tr("Undo isolations"),
                 Text::tr("Undo the isolation of node packs: they are as they were"),
                 CarryOut::WithYes);
}

NodesVerb nodesApplyVerb()
{
    NodesVerb verb = named(PackAct::Apply, Text::tr("Apply what node packs need"),
                           Text::tr("Give an install the packages that its node packs need, after "
                                    "they were changed by other means"),
                           CarryOut::WithYes);
    verb.syntax =
        u"<install> [--yes] [--without PACK[:NAME]] [--with PACK[:NAME]] [--allow-builds]"_s;
    verb.options += {u"with"_s,
                     Text::tr("Take back what was left out of this node pack by choice: all of "
                              "it, or one requirement; may be given several times."),
                     u"pack[:name]"_s};
    verb.minimumWords = 1;
    verb.maximumWords = 1;
    return verb;
}

} // namespace portico::cli
