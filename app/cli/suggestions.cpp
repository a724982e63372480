// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/suggestions.h"

#include "app/cli/commandwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::Suggestions)
};

/** What was typed before the cursor. */
struct Typed
{
    QString library;
    QString command;
    CommandWords known;
    QStringList positional;    ///< of the command
    QString waiting;           ///< an option whose value comes next
    bool hasOnlyWords = false; ///< after `--` nothing is an option
};

bool wantsValue(const CommandWords &known, const QString &word)
{
    for (const KnownOption &option : commonOptions() + known.options) {
        if (option.names.contains(word))
            return !option.value.isEmpty();
    }
    return false;
}

Typed readTyped(const QList<Command> &commands, const QStringList &words)
{
    Typed typed;
    for (const QString &word : words) {
        if (!typed.waiting.isEmpty()) {
            if (std::exchange(typed.waiting, {}) == "--library"_L1)
                typed.library = word;
        } else if (typed.hasOnlyWords || !word.startsWith(u'-')) {
            if (!typed.command.isEmpty()) {
                typed.positional += word;
                continue;
            }
            typed.command = word;
            for (const Command &command : commands) {
                if (command.name == word)
                    typed.known = declaredWords(command);
            }
        } else if (word == "--"_L1) {
            typed.hasOnlyWords = true;
        } else if (wantsValue(typed.known, word)) {
            typed.waiting = word;
        } else if (word.startsWith("--library="_L1)) {
            typed.library = word.mid(10);
        }
    }
    return typed;
}

QList<Suggestion> optionWords(const Typed &typed)
{
    QList<Suggestion> words;
    for (const KnownOption &option : typed.known.options + commonOptions()) {
        for (const QString &name : option.names)
            words.append({name, option.description});
    }
    if (typed.command.isEmpty())
        words.append({u"--version"_s, Text::tr("Tell the version.")});
    return words;
}

QList<Suggestion> commandWords(const QList<Command> &commands)
{
    QList<Suggestion> words;
    for (const Command &command : commands)
        words.append({command.name, command.summary});
    return words;
}

/** The words of "list|search|info"; nothing where it is the name of something. */
QList<Suggestion> choicesOf(const KnownArgument &argument)
{
    QList<Suggestion> words;
    if (argument.name.contains(u'|')) {
        for (const QString &word : argument.name.split(u'|', Qt::SkipEmptyParts))
            words.append({word, {}});
    }
    return words;
}

/** What fits as the next positional argument of a command. */
Suggestions argumentWords(const Typed &typed, const Installs &installs)
{
    const qsizetype place = typed.positional.size();
    const QList<KnownArgument> &arguments = typed.known.arguments;
    if (place < arguments.size()) {
        if (const QList<Suggestion> choices = choicesOf(arguments.at(place)); !choices.isEmpty())
            return {.words = choices};
    }
    // Behind a verb, such as "nodes list", an install or something of the person's own.
    static const QStringList aboutInstalls{u"nodes"_s, u"snapshot"_s, u"env"_s, u"bundle"_s,
                                           u"vendor"_s};
    const bool isBehindVerb = place == 1 && aboutInstalls.contains(typed.command);
    const bool isInstall =
        isBehindVerb || (place < arguments.size() && arguments.at(place).name == "install"_L1);
    Suggestions fitting{.words = {}, .alsoFiles = isBehindVerb || !isInstall};
    if (isInstall) {
        for (const Install &install : installs(typed.library))
            fitting.words.append({install.id.toString(), install.name});
    }
    return fitting;
}

} // namespace

Suggestions suggest(const QList<Command> &commands, QStringList words, const Installs &installs)
{
    const QString given = words.isEmpty() ? QString() : words.takeLast();
    const QString begun = given == "="_L1 ? QString() : given;
    words.removeAll(u"="_s); // bash makes three words of --library=DIR
    const Typed typed = readTyped(commands, words);
    const auto known = std::find_if(commands.begin(), commands.end(), [&](const Command &command) {
        return command.name == typed.command;
    });
    Suggestions fitting;
    if (!typed.waiting.isEmpty())
        fitting.alsoFiles = true;
    else if (begun.startsWith(u'-') && !typed.hasOnlyWords)
        fitting.words = optionWords(typed);
    else if (typed.command.isEmpty())
        fitting.words = commandWords(commands)
            + QList<Suggestion>{{u"help"_s, Text::tr("Tell what a command does")}};
    else if (typed.command == "help"_L1 && typed.positional.isEmpty())
        fitting.words = commandWords(commands);
    else if (known != commands.end() && typed.positional.size() < known->maximumArguments)
        fitting = argumentWords(typed, installs);
    fitting.words.removeIf(
        [&](const Suggestion &suggestion) { return !suggestion.word.startsWith(begun); });
    return fitting;
}

} // namespace portico::cli
