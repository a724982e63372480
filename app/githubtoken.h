// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/settings/secretstore.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <optional>

namespace portico {

class SettingsStore;

/** The name of the GitHub token in the SecretStore. */
inline constexpr QLatin1StringView kGithubTokenSecret{"token/github.com"};

/**
 * The person's GitHub token: with one GitHub answers 5,000 questions an hour instead of 60. From
 * the variable PORTICO_GITHUB_TOKEN (for servers without a keychain), else from the keychain, which
 * is asked only if a token was saved there. Lives on the settings' thread, which needs an event
 * loop.
 */
class GithubToken final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GithubToken)

public:
    explicit GithubToken(SettingsStore &settings, QObject *parent = nullptr);
    ~GithubToken() override;

    /** For workers: the token, waiting for the keychain if it is being asked; empty: none. Safe
     *  even after this object is gone. */
    std::function<QByteArray(const JobContext &)> reader() const;

    /** Where it is; nothing while the keychain is being asked. */
    std::optional<SecretState> state() const { return m_state; }
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
};

} // namespace portico
