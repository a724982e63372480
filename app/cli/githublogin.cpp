// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/githubverb.h"
#include "app/cli/readtoken.h"
#include "core/base/lists.h"
#include "core/github/account.h"
#include "core/settings/settingsstore.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::GithubCommand)
};

void printAccount(Terminal &terminal, const GithubAccount &account, const QString &where)
{
    QJsonObject document = toJson(account);
    document.insert(u"kept"_s, where);
    terminal.print(document);
    terminal.print(Text::tr("%1 on %2.").arg(account.login, account.server));
    terminal.print(
        account.isFineGrained
            ? u"  "_s + Text::tr("A fine-grained token: its permissions show at use.")
            : u"  "_s
                + Text::tr("Rights: %1.")
                      .arg(account.scopes.isEmpty() ? Text::tr("none") : listed(account.scopes)));
    for (const QString &remark : account.remarks)
        terminal.print(u"  – "_s + remark);
    if (!where.isEmpty())
        terminal.print(u"  "_s + where);
}

QString whereKept(const GithubToken &token)
{
    return token.givenText().isEmpty() && token.state() ? secretStateText(*token.state())
                                                        : token.givenText();
}

TokenHome homeOf(const GithubServer &server)
{
    return server.isGithubCom() ? githubTokenHome() : githubServerTokenHome(server.name());
}

/** Asks GitHub whose the token is, then keeps it: one that is none is not kept. */
class LoginRun final : public RunningCommand
{
public:
    explicit LoginRun(const CommandContext &context)
        : RunningCommand(context)
        , m_services(context.settings, context.library)
    { }

    void begin() override
    {
        const QCommandLineParser &parser = m_context.parser;
        const QString typed = parser.isSet(u"server"_s)
            ? parser.value(u"server"_s)
            : m_context.settings.get(settings::kGithubServer);
        const Result<GithubServer> server = githubServerFrom(typed);
        if (!server)
            return fail(server.error());
        m_server = *server;
        m_given = readToken(m_context.terminal);
        if (m_given.isEmpty())
            return fail({.code = ErrorCode::Usage,
                         .message = Text::tr("No token was given."),
                         .nextStep = Text::tr("Write it to standard input, on one line. Tokens are "
                                              "made at %1/settings/tokens, with the rights “repo” "
                                              "and “workflow”.")
                                         .arg(m_server.web.toString()),
                         .detail = {}});
        ask();
    }

    void interrupt() override { emit finished(Failed); }

private:
    void ask()
    {
        const auto api = std::make_shared<const GithubApi>(
            m_services.http(), m_clock, m_server,
            [token = m_given.toLatin1()](const JobContext &) -> Result<QByteArray> {
                return token;
            },
            m_context.settings.get(settings::kPlainHttpHosts));
        m_context.jobs.start<GithubAccount>(
            {.title = Text::tr("Ask GitHub whose the token is"), .exclusiveKey = {}},
            [api](const JobContext &job) { return whoAmI(*api, job); }, this,
            [this](const Result<GithubAccount> &account) {
                if (!account)
                    return fail(account.error());
                keep(*account);
            });
    }

    void keep(const GithubAccount &account)
    {
        m_token.emplace(m_context.settings, homeOf(m_server));
        connect(&*m_token, &GithubToken::changed, this, [this, account] { tell(account); });
        m_token->set(m_given);
        m_given.fill(u'\0');
    }

    void tell(const GithubAccount &account)
    {
        const SecretState state = m_token->state().value_or(SecretState::Locked);
        if (state != SecretState::Saved)
            return fail({.code = ErrorCode::PermissionDenied,
                         .message = Text::tr("The token is good, but could not be kept.") + u' '
                             + secretStateText(state),
                         .nextStep = Text::tr("Where there is no keychain, write it into a file "
                                              "that only you may read, and name that in the "
                                              "variable %1_FILE.")
                                         .arg(homeOf(m_server).given.variable),
                         .detail = {}});
        m_context.settings.set(settings::kGithubServer,
                               m_server.isGithubCom() ? QString() : m_server.web.toString());
        if (const Result<> saved = m_context.settings.save({}); !saved)
            return fail(saved.error());
        printAccount(m_context.terminal, account, secretStateText(state));
        emit finished(Done);
    }

    SystemClock m_clock;
    Services m_services;
    GithubServer m_server;
    QString m_given;
    std::optional<GithubToken> m_token;
};

/** Forgets the token of the server that counts. */
class LogoutRun final : public RunningCommand
{
public:
    using RunningCommand::RunningCommand;

    void begin() override
    {
        const auto server = githubServerFrom(m_context.settings.get(settings::kGithubServer));
        if (!server)
            return fail(server.error());
        m_token.emplace(m_context.settings, homeOf(*server));
        connect(&*m_token, &GithubToken::changed, this, [this] {
            if (const Result<> saved = m_context.settings.save({}); !saved)
                return fail(saved.error());
            const SecretState state = m_token->state().value_or(SecretState::Locked);
            m_context.terminal.print(QJsonObject{{u"state"_s, secretStateText(state)}});
            m_context.terminal.print(secretStateText(state));
            emit finished(state == SecretState::NotAvailable ? Done : Failed);
        });
        m_token->set({});
    }

    void interrupt() override { emit finished(Failed); }

private:
    std::optional<GithubToken> m_token;
};

} // namespace

std::unique_ptr<RunningCommand> githubLogin(const CommandContext &context)
{
    return std::make_unique<LoginRun>(context);
}

std::unique_ptr<RunningCommand> githubLogout(const CommandContext &context)
{
    return std::make_unique<LogoutRun>(context);
}

std::unique_ptr<RunningCommand> githubWhoAmI(const CommandContext &context)
{
    return githubJob(
        context, Text::tr("Ask GitHub whose the token is"),
        [](const GithubWork &work) -> Result<JobCommand::Report> {
            const Result<GithubAccount> account = whoAmI(work.api, work.job);
            if (!account)
                return account.error();
            const Services *services = &work.services;
            return JobCommand::Report([account = *account, services](Terminal &terminal) {
                printAccount(terminal, account, whereKept(services->publishToken()));
            });
        });
}

} // namespace portico::cli
