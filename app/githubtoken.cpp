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

GithubToken::GithubToken(SettingsStore &settings, QObject *parent)
    : QObject(parent)
    , m_shared(std::make_shared<Shared>())
    , m_secrets(settings)
{
    const QString given = qEnvironmentVariable("PORTICO_GITHUB_TOKEN").trimmed();
    const bool wasSaved = settings.get(settings::kSavedSecrets).contains(kGithubTokenSecret);
    if (!given.isEmpty()) {
        m_state = SecretState::SessionOnly;
        give(given);
    } else if (!wasSaved) {
        give({});
    } else {
        m_state.reset();
        m_secrets.read(kGithubTokenSecret, this, [this](const SecretOutcome &outcome) {
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
    m_state.reset();
    const auto told = [this](const SecretOutcome &outcome) {
        m_state = outcome.state;
        emit changed();
    };
    if (token.isEmpty())
        m_secrets.remove(kGithubTokenSecret, this, told);
    else
        m_secrets.write(kGithubTokenSecret, token, this, told);
}

} // namespace portico
