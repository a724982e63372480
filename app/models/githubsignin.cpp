// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/githubsignin.h"

#include "app/githubtoken.h"
#include "app/models/windowwords.h"
#include "app/services.h"
#include "core/base/lists.h"
#include "core/jobs/jobrunner.h"
#include "core/settings/settingsstore.h"

namespace portico::app {

using namespace Qt::StringLiterals;

GithubSignIn::GithubSignIn(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    watchToken();
    connect(&parts.settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key != settings::kGithubServer.key)
            return;
        watchToken();
        forgetAccount();
        look();
    });
}

GithubToken &GithubSignIn::token() const
{
    return m_parts.services.publishToken();
}

void GithubSignIn::watchToken()
{
    if (m_watched)
        m_watched->disconnect(this);
    m_watched = &token();
    connect(m_watched, &GithubToken::changed, this, [this] {
        if (!hasToken()) {
            forgetAccount();
        } else if (!m_account) {
            look();
        }
        emit changed();
    });
}

GithubServer GithubSignIn::server() const
{
    const auto server = githubServerFrom(m_parts.settings.get(settings::kGithubServer));
    return server ? *server : *githubServerFrom({});
}

Result<> GithubSignIn::chooseServer(const QString &typed)
{
    const Result<GithubServer> server = githubServerFrom(typed.trimmed());
    if (!server)
        return server.error();
    const QString kept = server->isGithubCom() ? QString() : server->web.toString();
    if (kept != m_parts.settings.get(settings::kGithubServer))
        m_parts.settings.set(settings::kGithubServer, kept);
    return {};
}

bool GithubSignIn::hasToken() const
{
    if (m_wasTold)
        return m_account.has_value();
    const std::optional<SecretState> state = token().state();
    return state && *state != SecretState::NotAvailable && *state != SecretState::Lost;
}

QString GithubSignIn::kept() const
{
    if (!token().givenText().isEmpty())
        return token().givenText();
    return token().state() ? secretStateText(*token().state()) : QString();
}

void GithubSignIn::forgetAccount()
{
    ++m_question;
    m_job.clear();
    m_account.reset();
    m_problem.reset();
    emit changed();
}

void GithubSignIn::look()
{
    if (m_wasTold || m_account || m_job || !hasToken())
        return;
    ask(m_parts.services.github(), {});
}

void GithubSignIn::signIn(const QString &token)
{
    forgetAccount();
    ask(m_parts.services.githubWith(token), token);
}

void GithubSignIn::ask(const Result<std::shared_ptr<const GithubApi>> &api, const QString &given)
{
    const int question = ++m_question;
    m_problem.reset();
    m_job = &m_parts.background.start<GithubAccount>(
        {.title = tr("Ask GitHub whose the token is"), .exclusiveKey = {}},
        [api](const JobContext &job) -> Result<GithubAccount> {
            return api ? whoAmI(**api, job) : api.error();
        },
        this,
        [this, question, given](const Result<GithubAccount> &account) {
            if (question != m_question)
                return;
            m_job.clear();
            if (account)
                m_account = *account;
            else
                m_problem = inWindowWords(account.error());
            if (account && !given.isEmpty())
                token().set(given);
            emit changed();
        });
    emit changed();
}

void GithubSignIn::tell(const GithubAccount &account)
{
    m_wasTold = true;
    m_account = account;
    emit changed();
}

QString rightsText(const GithubAccount &account)
{
    if (account.isFineGrained)
        return GithubSignIn::tr("A fine-grained token: its permissions show at use.");
    return account.scopes.isEmpty()
        ? GithubSignIn::tr("It has no rights.")
        : GithubSignIn::tr("Its rights: %1.").arg(listed(account.scopes));
}

} // namespace portico::app
