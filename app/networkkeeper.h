// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/canceltoken.h"
#include "core/base/result.h"
#include "core/net/toolenvironment.h"
#include "core/settings/secretstore.h"

#include <QObject>
#include <QThreadPool>

#include <functional>

namespace portico {

class Network;
class SettingsStore;

/**
 * Keeps the Network as the settings say: builds the chain when the program starts and whenever a
 * setting of it changes, with the proxy's password from the keychain. A change counts at once for
 * all that begins after it. Lives on the settings' thread, which needs an event loop.
 *
 * The keychain is asked only where a proxy has a user.
 */
class NetworkKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NetworkKeeper)

public:
    NetworkKeeper(SettingsStore &settings, Network &network, QObject *parent = nullptr);
    ~NetworkKeeper() override;

    /** Where the proxy's password is; nothing while the keychain is being asked. */
    std::optional<SecretState> passwordState() const { return m_passwordState; }
    /** Empty forgets it. passwordChanged() tells the outcome. */
    void setPassword(const QString &password);

    /** The environment of a tool by the settings of now, found out on a worker; `answer` comes on
     *  this thread, and not at all once `receiver` is gone. */
    using Answer = std::function<void(const Result<ToolEnvironment> &)>;
    void findEnvironment(Consumer consumer, QObject *receiver, const Answer &answer);

signals:
    /** The chain that counts is another one. */
    void changed();
    void passwordChanged();

private:
    void rebuild();
    void takePassword(const SecretOutcome &outcome);
    void use();

    SettingsStore &m_settings;
    Network &m_network;
    SecretStore m_secrets;
    QString m_password;
    QString m_passwordUser; ///< whom m_password belongs to
    std::optional<SecretState> m_passwordState = SecretState::NotAvailable;
    int m_request = 0; ///< answers to older ones are late
    CancelSource m_stop;
    QThreadPool m_workers; ///< last: its end waits for those who use the others
};

} // namespace portico
