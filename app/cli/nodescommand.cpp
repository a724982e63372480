// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/nodesverb.h"
#include "core/base/lists.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesCommand)
};

QList<NodesVerb> allVerbs()
{
    return {nodesListVerb(),    nodesSearchVerb(),  nodesInfoVerb(),    nodesPlanVerb(),
            nodesApplyVerb(),   nodesInstallVerb(), nodesEnableVerb(),  nodesDisableVerb(),
            nodesUpdateVerb(),  nodesRemoveVerb(),  nodesRestoreVerb(), nodesRunScriptVerb(),
            nodesIsolateVerb(), nodesRejoinVerb(),  nodesExtrasVerb(),  nodesCooldownVerb()};
}

/** One parser serves all verbs: an option that several have is declared once. */
void declareOptions(QCommandLineParser &parser)
{
    QStringList names;
    QSet<QString> declared;
    for (const NodesVerb &verb : allVerbs()) {
        names += verb.name;
        for (const QCommandLineOption &option : verb.options) {
            const QString name = option.names().constFirst();
            if (declared.contains(name))
                continue;
            declared.insert(name);
            parser.addOption(option);
        }
    }
    parser.addPositionalArgument(names.join(u'|'), Text::tr("What to do."));
}

Error usage(const QString &message, const QString &nextStep)
{
    return {.code = ErrorCode::Usage, .message = message, .nextStep = nextStep, .detail = {}};
}

/** Whether the words and options are ones that this verb takes. */
Result<> checkUse(const NodesVerb &verb, const CommandContext &context)
{
    const QString syntax = Text::tr("Usage: porticoctl nodes %1 %2").arg(verb.name, verb.syntax);
    const QStringList words = wordsOf(context);
    if (words.size() < verb.minimumWords)
        return usage(Text::tr("“nodes %1” needs more than was given.").arg(verb.name), syntax);
    if (words.size() > verb.maximumWords)
        return usage(
            Text::tr("“nodes %1” takes no “%2”.").arg(verb.name, words.at(verb.maximumWords)),
            syntax);
    for (const QString &given : context.parser.optionNames()) {
        const bool isKnown =
            std::any_of(verb.options.begin(), verb.options.end(),
                        [&](const auto &option) { return option.names().contains(given); });
        if (!isKnown)
            return usage(Text::tr("“nodes %1” takes no “--%2”.").arg(verb.name, given), syntax);
    }
    return {};
}

std::unique_ptr<RunningCommand> failing(const CommandContext &context, const Error &error)
{
    return std::make_unique<InstantCommand>(context, [error]() -> Result<int> { return error; });
}

std::unique_ptr<RunningCommand> make(const CommandContext &context)
{
    const QString name = context.parser.positionalArguments().constFirst();
    const QList<NodesVerb> verbs = allVerbs();
    const auto verb = std::find_if(verbs.begin(), verbs.end(),
                                   [&](const NodesVerb &known) { return known.name == name; });
    if (verb == verbs.end()) {
        QStringList names;
        for (const NodesVerb &known : verbs)
            names += known.name;
        return failing(context,
                       usage(Text::tr("“nodes” cannot “%1”.").arg(name),
                             Text::tr("Choose one of: %1.").arg(listed(names))));
    }
    if (const Result<> right = checkUse(*verb, context); !right)
        return failing(context, right.error());
    return verb->make(context);
}

QString description()
{
    qsizetype width = 0;
    const QList<NodesVerb> verbs = allVerbs();
    for (const NodesVerb &verb : verbs)
        width = std::max(width, verb.name.size());
    QString text;
    for (const NodesVerb &verb : verbs)
        text +=
            u"  %1  %2\n  %3  nodes %4 %5\n"_s.arg(verb.name.leftJustified(width), verb.summary,
                                                   QString(width, u' '), verb.name, verb.syntax);
    text += Text::tr("What is installed is “id[@version]” of the Comfy Registry, "
                     "“https://…[@tag, branch or commit]” of a git repository, a folder, an "
                     "archive, a .py file, or a .json file that lists addresses. Nothing changes "
                     "without --yes: first it is shown what would.");
    return text;
}

} // namespace

QStringList wordsOf(const CommandContext &context)
{
    return context.parser.positionalArguments().mid(1);
}

Command nodesCommand()
{
    return {.name = u"nodes"_s,
            .summary = Text::tr("List, find, install, update and remove node packs"),
            .syntax = u"<what> …"_s,
            .description = description(),
            .declare = declareOptions,
            .minimumArguments = 1,
            .maximumArguments = 99,
            .make = make};
}

} // namespace portico::cli
