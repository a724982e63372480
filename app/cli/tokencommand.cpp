// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/readtoken.h"
#include "app/githubtoken.h"
#include "core/platform/terminal.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::TokenCommand)
};

/** Shows, gives or forgets the token, and ends when the keychain has answered. */
class TokenRun final : public RunningCommand
{
public:
    using RunningCommand::RunningCommand;

    void begin() override
    {
        m_token.emplace(m_context.settings);
        connect(&*m_token, &GithubToken::changed, this, &TokenRun::tell);
        m_isSetting = m_context.parser.isSet(u"set"_s);
        if (m_isSetting) {
            const QString token = readToken(m_context.terminal);
            if (token.isEmpty())
                return fail({.code = ErrorCode::Usage,
                             .message = Text::tr("No token was given."),
                             .nextStep = Text::tr("Write it to standard input, on one line."),
                             .detail = {}});
            m_token->set(token);
        } else if (m_context.parser.isSet(u"forget"_s)) {
            m_token->set({});
        } else if (m_token->problem()) {
            fail(*m_token->problem());
        } else if (m_token->state()) {
            tell();
        }
    }

    void interrupt() override { emit finished(Failed); }

private:
    void tell()
    {
        const SecretState state = m_token->state().value_or(SecretState::Locked);
        if (m_isSetting && state != SecretState::Saved)
            return fail({.code = ErrorCode::PermissionDenied,
                         .message = Text::tr("The token could not be kept.") + u' '
                             + secretStateText(state),
                         .nextStep = Text::tr("Where there is no keychain, give it in the variable "
                                              "PORTICO_GITHUB_TOKEN, or in a file that only you "
                                              "may read and PORTICO_GITHUB_TOKEN_FILE names."),
                         .detail = {}});
        if (const Result<> saved = m_context.settings.save({}); !saved)
            return fail(saved.error());
        const bool isThere = state == SecretState::Saved || state == SecretState::SessionOnly;
        const QString given = m_token->givenText();
        const QString words = given.isEmpty() ? secretStateText(state) : given;
        m_context.terminal.print(QJsonObject{{u"token"_s, isThere}, {u"state"_s, words}});
        m_context.terminal.print(isThere ? Text::tr("GitHub is asked with your token.")
                                         : Text::tr("GitHub is asked without a token."));
        m_context.terminal.say(words);
        emit finished(Done);
    }

    std::optional<GithubToken> m_token;
    bool m_isSetting = false;
};

} // namespace

QString readToken(Terminal &terminal)
{
    if (hasInputTerminal())
        terminal.say(Text::tr("GitHub token:"));
    const HiddenInput hidden;
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly | QIODevice::Text))
        return {};
    return QString::fromUtf8(input.readLine(4'096)).trimmed();
}

Command tokenCommand()
{
    return {
        .name = u"token"_s,
        .summary = Text::tr("Show, give or forget the GitHub token"),
        .syntax = u"[--set|--forget]"_s,
        .description = Text::tr(
            "With a token GitHub answers 5,000 questions an hour instead of 60. It is kept in "
            "the system's keychain only, and goes to GitHub alone. It needs no rights for that; "
            "publishing needs some: see “porticoctl help github”."),
        .declare =
            [](QCommandLineParser &parser) {
                parser.addOption({u"set"_s, Text::tr("Read it from standard input and keep it.")});
                parser.addOption({u"forget"_s, Text::tr("Remove it from the keychain.")});
            },
        .minimumArguments = 0,
        .maximumArguments = 0,
        .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
            return std::make_unique<TokenRun>(context);
        }};
}

} // namespace portico::cli
