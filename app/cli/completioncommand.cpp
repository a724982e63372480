// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/completionscripts.h"
#include "app/cli/suggestions.h"
#include "app/libraryroot.h"
#include "core/installs/installfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::CompletionCommand)
};

void print(Terminal &terminal, const Suggestions &fitting)
{
    QJsonArray words;
    for (const Suggestion &suggestion : fitting.words) {
        words.append(
            QJsonObject{{u"word"_s, suggestion.word}, {u"description"_s, suggestion.description}});
        terminal.print(suggestion.word + u'\t' + suggestion.description.simplified());
    }
    if (fitting.alsoFiles)
        terminal.print(u":files"_s);
    terminal.print(QJsonObject{{u"words"_s, words}, {u"files"_s, fitting.alsoFiles}});
}

/** What the scripts ask at each Tab: it only reads, and says nothing of what it cannot read. */
int answerShell(const CommandContext &context)
{
    const Installs installs = [&context](const QString &library) {
        const Library other(libraryRoot(library, context.settings));
        return listInstalls(library.isEmpty() ? context.library : other).installs;
    };
    print(context.terminal,
          suggest(allCommands(), context.parser.positionalArguments().mid(1), installs));
    return Done;
}

Result<int> complete(const CommandContext &context)
{
    const QStringList words = context.parser.positionalArguments();
    if (words.constFirst() == "suggest"_L1)
        return answerShell(context);
    if (words.size() > 1)
        return Error{.code = ErrorCode::Usage,
                     .message = Text::tr("“completion” takes one shell."),
                     .nextStep = Text::tr("See “porticoctl help completion”."),
                     .detail = {}};
    const auto script = completionScript(words.constFirst());
    if (!script)
        return Error{.code = ErrorCode::Usage,
                     .message =
                         Text::tr("There is no completion for “%1”.").arg(words.constFirst()),
                     .nextStep = Text::tr("Choose one of: %1.").arg(u"bash, zsh, fish"_s),
                     .detail = {}};
    const QString text = QString::fromUtf8(*script);
    context.terminal.print(text.chopped(1)); // its end of line is added again
    context.terminal.print(QJsonObject{{u"script"_s, text}});
    return Done;
}

} // namespace

Command completionCommand()
{
    return {
        .name = u"completion"_s,
        .summary = Text::tr("Print what makes a shell complete these commands"),
        .syntax = u"bash|zsh|fish"_s,
        .description = Text::tr(
            "Portico's packages bring it along. By hand: “source <(porticoctl completion bash)” in "
            "~/.bashrc; “porticoctl completion zsh > ~/.zfunc/_porticoctl” with that folder in "
            "$fpath; “porticoctl completion fish > ~/.config/fish/completions/porticoctl.fish”. "
            "“suggest” is what they ask at each Tab."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addPositionalArgument(u"bash|zsh|fish|suggest"_s, Text::tr("The shell."));
            },
        .minimumArguments = 1,
        .maximumArguments = 10'000, // of a line to complete
        .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
            return std::make_unique<InstantCommand>(context,
                                                    [context] { return complete(context); });
        }};
}

} // namespace portico::cli
