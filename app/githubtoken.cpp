// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/githubtoken.h"

#include "core/settings/settingsstore.h"

#include <condition_variable>
#include <mutex>

namespace portico {

struct GithubToken::Shared
{
    std::mutex mutex;
    std::condition_variable changed;
    std::optional<QByteArray> token; ///< nothing while the keychain is being asked
};

using namespace Qt::StringLiterals;

TokenHome githubTokenHome()
{
    return {
        .secret = kGithubTokenSecret,
        .given = {.variable = u"PORTICO_GITHUB_TOKEN"_s, .credential = u"portico-github-token"_s}};
}

TokenHome githubServerTokenHome(const QString &server)
{
    return {.secret = "token/"_L1 + server,
            .given = {.variable = u"PORTICO_GITHUB_SERVER_TOKEN"_s,
                      .credential = u"portico-github-server-token"_s}};
}

GithubToken::GithubToken(SettingsStore &settings, TokenHome home, QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
    , m_secrets(settings)
    , m_home(std::move(home))
{
    const Result<std::optional<GivenToken>> given = givenToken(m_home.given);
    const bool wasSaved = settings.get(settings::kSavedSecrets).contains(m_home.secret);
    if (!given)
        m_problem = given.error();
    if (given && *given) {
        m_state = SecretState::SessionOnly;
        m_givenText = givenTokenText(**given);
        give((*given)->token);
    } else if (!given || !wasSaved) {
        give({});
    } else {
        m_state.reset();
        m_secrets.read(m_home.secret, this, [this](const SecretOutcome &outcome) {
            if (m_request != 0)
                return; // another one was given meanwhile
            m_state = outcome.state;
            give(outcome.secret);
            emit changed();
        });
    }
}

GithubToken::~GithubToken()
{
    give({}); // nobody waits for an answer that will not come
}

void GithubToken::give(const QString &token)
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->token = token.toLatin1();
    }
    m_shared->changed.notify_all();
}

std::function<QByteArray(const JobContext &)> GithubToken::reader() const
{
    return [shared = m_shared](const JobContext &job) -> QByteArray {
        const auto woken = job.cancel.onCancel([shared] {
            const std::lock_guard lock(shared->mutex);
            shared->changed.notify_all();
        });
        std::unique_lock lock(shared->mutex);
        shared->changed.wait(lock, [&] { return shared->token.has_value() || job.isCancelled(); });
        return shared->token.value_or(QByteArray());
    };
}

void GithubToken::set(const QString &token)
{
    give(token);
    m_givenText.clear();
    m_problem.reset();
    m_state.reset();
    const int request = ++m_request;
    const auto told = [this, request](const SecretOutcome &outcome) {
        if (request != m_request)
            return;
        m_state = outcome.state;
        emit changed();
    };
    if (token.isEmpty())
        m_secrets.remove(m_home.secret, this, told);
    else
        m_secrets.write(m_home.secret, token, this, told);
}

} // namespace portico
