// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/networkkeeper.h"

#include "core/net/network.h"
#include "core/settings/networksettings.h"
#include "core/settings/settingsstore.h"

#include <QPointer>

namespace portico {

namespace {

/** For servers without a keychain. Not handed on to any child. */
constexpr const char *kPasswordVariable = "PORTICO_PROXY_PASSWORD";

} // namespace

NetworkKeeper::NetworkKeeper(SettingsStore &settings, Network &network, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_network(network)
    , m_secrets(settings)
{
    m_workers.setMaxThreadCount(1);
    connect(&m_settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (isNetworkKey(key))
            rebuild();
    });
    rebuild();
}

NetworkKeeper::~NetworkKeeper()
{
    m_stop.cancel(); // the pool waits for its threads when it is destroyed: first of all members
    m_network.use(
        makeNetworkChain(readNetworkSettings(m_settings), m_password)); // nobody waits now
    m_password.fill(u'\0');
}

void NetworkKeeper::rebuild()
{
    const QString user = m_settings.get(settings::kProxy).user;
    if (user.isEmpty() || user == m_passwordUser)
        return use();
    m_passwordUser = user;
    if (const QString given = qEnvironmentVariable(kPasswordVariable); !given.isEmpty()) {
        takePassword({.state = SecretState::SessionOnly, .secret = given, .detail = {}});
        return;
    }
    m_passwordState.reset();
    m_network.expect();
    const int request = ++m_request;
    m_secrets.read(kProxySecret, this, [this, request](const SecretOutcome &outcome) {
        if (request == m_request)
            takePassword(outcome);
    });
}

void NetworkKeeper::takePassword(const SecretOutcome &outcome)
{
    m_password = outcome.secret;
    m_passwordState = outcome.state;
    use();
    emit passwordChanged();
}

void NetworkKeeper::setPassword(const QString &password)
{
    m_password = password;
    m_passwordUser = m_settings.get(settings::kProxy).user;
    const int request = ++m_request;
    const auto told = [this, request](const SecretOutcome &outcome) {
        if (request != m_request)
            return;
        m_passwordState = outcome.state;
        emit passwordChanged();
    };
    if (password.isEmpty())
        m_secrets.remove(kProxySecret, this, told);
    else
        m_secrets.write(kProxySecret, password, this, told);
    use();
}

void NetworkKeeper::use()
{
    m_network.use(makeNetworkChain(readNetworkSettings(m_settings), m_password));
    emit changed();
}

void NetworkKeeper::findEnvironment(Consumer consumer, QObject *receiver, const Answer &answer)
{
    m_workers.start([this, consumer, answer, receiver = QPointer(receiver)] {
        const Result<NetworkChain> chain = m_network.chain(JobContext(m_stop.token()));
        const Result<ToolEnvironment> environment = chain
            ? Result<ToolEnvironment>(environmentFor(consumer, *chain))
            : Result<ToolEnvironment>(chain.error());
        // The pool's destructor waits for this thread, so `this` lives.
        QMetaObject::invokeMethod(
            this,
            [answer, environment, receiver] {
                if (receiver)
                    answer(environment);
            },
            Qt::QueuedConnection);
    });
}

} // namespace portico
