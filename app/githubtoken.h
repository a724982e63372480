// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/settings/giventoken.h"
#include "core/settings/secretstore.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <optional>

namespace portico {

class SettingsStore;

/** The name of the GitHub token in the SecretStore. */
inline constexpr QLatin1StringView kGithubTokenSecret{"token/github.com"};

/** Where a token of one server is: in the keychain, or where it is given without one. */
struct TokenHome
{
    QString secret; ///< its name in the SecretStore
    TokenPlaces given;
};

/** github.com's: the variable PORTICO_GITHUB_TOKEN, _FILE behind it, or the service's credential
 *  portico-github-token. */
TokenHome githubTokenHome();
/** The one of a company's own server: PORTICO_GITHUB_SERVER_TOKEN, portico-github-server-token. One
 *  server's token never goes to another. */
TokenHome githubServerTokenHome(const QString &server);

/**
 * The person's GitHub token: with one GitHub answers 5,000 questions an hour instead of 60. From
 * a variable, a file or a credential (for computers without a keychain), else from the keychain,
 * which is asked only if a token was saved there. Lives on the settings' thread, which needs an
 * event loop.
 */
class GithubToken final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GithubToken)

public:
    explicit GithubToken(SettingsStore &settings, TokenHome home = githubTokenHome(),
                         QObject *parent = nullptr);
    ~GithubToken() override;

    /** For workers: the token, waiting for the keychain if it is being asked; empty: none. Safe
     *  even after this object is gone. */
    std::function<QByteArray(const JobContext &)> reader() const;

    /** Where it is; nothing while the keychain is being asked. */
    std::optional<SecretState> state() const { return m_state; }
    /** Not from the keychain, and no other was given since: how, as a sentence; else empty. */
    QString givenText() const { return m_givenText; }
    /** Why a token that was given cannot be used. */
    const std::optional<Error> &problem() const { return m_problem; }
    /** Empty forgets it. changed() tells the outcome. */
    void set(const QString &token);

signals:
    void changed();

private:
    struct Shared;
    void give(const QString &token);

    std::shared_ptr<Shared> m_shared;
    SecretStore m_secrets;
    std::optional<SecretState> m_state = SecretState::NotAvailable;
    const TokenHome m_home;
    QString m_givenText;
    std::optional<Error> m_problem;
    int m_request = 0; ///< answers to older ones are late
};

} // namespace portico
