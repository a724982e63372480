// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>

namespace QKeychain {
class Job;
}

namespace portico {

class SettingsStore;

/** Where a secret is, honestly. */
enum class SecretState {
    Saved,        ///< in the system's keychain
    SessionOnly,  ///< in this process's memory only: gone when it ends
    Locked,       ///< the keychain did not answer in time: it waits to be unlocked
    Denied,       ///< the person or the system refused
    Lost,         ///< was saved once and is not there any more: another keychain, or deleted
    NotAvailable, ///< nothing is known of it: never given, or there is no keychain
};

/** What came of a request. */
struct SecretOutcome
{
    SecretState state = SecretState::NotAvailable;
    QString secret; ///< the answer to a read; empty otherwise
    QString detail; ///< the keychain's own words, for the log; never holds the secret
};

/**
 * Passwords and tokens in the system's keychain, never anywhere else: no file, no settings, no
 * fallback in plain text. Asynchronous: each request is answered exactly once, after at most the
 * time limit, on the store's thread, and not at all once `receiver` or the store is gone.
 *
 * A secret that no keychain took (Locked, Denied, SessionOnly after a write) is held in this
 * process's memory and read from there, and the state says so.
 */
class SecretStore final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SecretStore)

public:
    using Answer = std::function<void(const SecretOutcome &)>;

    explicit SecretStore(SettingsStore &settings, QObject *parent = nullptr,
                         std::chrono::milliseconds timeLimit = std::chrono::seconds(20));
    ~SecretStore() override;

    /** `name` such as "proxy" or "token/huggingface.co". */
    void write(const QString &name, const QString &secret, QObject *receiver, const Answer &answer);
    void read(const QString &name, QObject *receiver, const Answer &answer);
    /** Forgets it everywhere; NotAvailable when that is done. */
    void remove(const QString &name, QObject *receiver, const Answer &answer);

private:
    /** Judges a finished job; null when the time limit passed without an answer. */
    using Judge = std::function<SecretOutcome(const QKeychain::Job *)>;
    void run(QKeychain::Job *job, const QString &name, const Judge &judge, QObject *receiver,
             const Answer &answer);

    void remember(const QString &name);
    void forget(const QString &name);
    bool wasSaved(const QString &name) const;

    SettingsStore &m_settings;
    const std::chrono::milliseconds m_timeLimit;
    QHash<QString, QString> m_session; ///< secrets that no keychain took
};

/** The state as a sentence for people. */
QString secretStateText(SecretState state);

} // namespace portico
