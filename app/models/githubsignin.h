// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/account.h"
#include "core/settings/secretstore.h"

#include <QObject>
#include <QPointer>

#include <optional>

namespace portico {
class GithubToken;
class Job;
class JobRunner;
class Services;
class SettingsStore;
} // namespace portico

namespace portico::app {

/**
 * Whose token is used at the GitHub that bundles are published to. A token that is given is first
 * asked about there; one that is none is not kept.
 */
class GithubSignIn final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GithubSignIn)

public:
    struct Parts
    {
        const Services &services;
        SettingsStore &settings;
        JobRunner &background;
    };

    explicit GithubSignIn(const Parts &parts, QObject *parent = nullptr);

    GithubToken &token() const;
    /** The server by its settings; github.com where those are none. */
    GithubServer server() const;
    /** "" or "github.com", or a company's own. Errors: those of githubServerFrom(). */
    Result<> chooseServer(const QString &typed);

    /** Nothing: not asked yet, no token, or see problem(). */
    const std::optional<GithubAccount> &account() const { return m_account; }
    const std::optional<Error> &problem() const { return m_problem; }
    bool isAsking() const { return !m_job.isNull(); }
    /** Whether there is a token, as far as is known. */
    bool hasToken() const;
    /** "Saved in this computer's keychain." */
    QString kept() const;

    /** Asks with the token that is kept, unless that is known or there is none. */
    void look();
    /** Asks with that one, and keeps it if GitHub knows it. */
    void signIn(const QString &token);

    /** Tells this account from now on: for pictures and tests. */
    void tell(const GithubAccount &account);

signals:
    void changed();

private:
    void watchToken();
    void ask(const Result<std::shared_ptr<const GithubApi>> &api, const QString &given);
    void forgetAccount();

    const Parts m_parts;
    QPointer<GithubToken> m_watched{};
    QPointer<Job> m_job{};
    std::optional<GithubAccount> m_account;
    std::optional<Error> m_problem;
    int m_question = 0; ///< answers to older ones are late
    bool m_wasTold = false;
};

/** "repo, workflow" or what a fine-grained token shows: a whole sentence. */
QString rightsText(const GithubAccount &account);

} // namespace portico::app
