// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Linux: org.freedesktop.Notifications, specification 1.2
// (https://specifications.freedesktop.org/notification-spec), asked without waiting.
#include "app/desktop/notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QHash>

#include <utility>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.Notifications"_s,
                                          u"/org/freedesktop/Notifications"_s,
                                          u"org.freedesktop.Notifications"_s, method);
}

} // namespace

class Notifier::Private final : public QObject
{
    Q_OBJECT

public:
    explicit Private(Notifier *owner)
        : m_owner(owner)
        , m_bus(QDBusConnection::sessionBus())
    { }

    /** Servers that show markup say so, and only then is anything to be escaped. */
    void show(const Notice &notice)
    {
        if (!m_bus.isConnected())
            return;
        if (!std::exchange(m_isListening, true)) { // not at the start, which is to be quick
            listen(u"ActionInvoked"_s, SLOT(takeAction(uint, QString)));
            listen(u"ActivationToken"_s, SLOT(takeToken(uint, QString)));
            listen(u"NotificationClosed"_s, SLOT(forget(uint, uint)));
        }
        auto *watcher =
            new QDBusPendingCallWatcher(m_bus.asyncCall(call(u"GetCapabilities"_s)), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this,
                [this, notice](QDBusPendingCallWatcher *done) {
                    const QDBusPendingReply<QStringList> reply = *done;
                    done->deleteLater();
                    if (!reply.isError())
                        send(notice, reply.value().contains(u"body-markup"_s));
                });
    }

private:
    void listen(const QString &signal, const char *slot)
    {
        m_bus.connect(u"org.freedesktop.Notifications"_s, u"/org/freedesktop/Notifications"_s,
                      u"org.freedesktop.Notifications"_s, signal, this, slot);
    }

    void send(const Notice &notice, bool isMarkup)
    {
        QDBusMessage ask = call(u"Notify"_s);
        const QVariantMap hints{{u"desktop-entry"_s, u"org.portico.Portico"_s}};
        const QStringList actions{u"default"_s, Notifier::tr("Open Portico")};
        ask.setArguments({u"Portico"_s, 0U, u"org.portico.Portico"_s, notice.title,
                          isMarkup ? notice.text.toHtmlEscaped() : notice.text, actions, hints,
                          -1});
        auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(ask), this);
        connect(watcher, &QDBusPendingCallWatcher::finished, this,
                [this, key = notice.key](QDBusPendingCallWatcher *done) {
                    const QDBusPendingReply<uint> reply = *done;
                    done->deleteLater();
                    if (!reply.isError())
                        m_keys.insert(reply.value(), key);
                });
    }

private slots:
    void takeToken(uint id, const QString &token)
    {
        if (m_keys.contains(id))
            m_token = token;
    }
    void takeAction(uint id, const QString &)
    {
        const auto key = m_keys.constFind(id);
        if (key != m_keys.constEnd())
            emit m_owner->chosen(*key, std::exchange(m_token, {}));
    }
    void forget(uint id, uint) { m_keys.remove(id); }

private: // NOLINT(readability-redundant-access-specifiers): moc tells slots apart
    Notifier *m_owner;
    QDBusConnection m_bus;
    QHash<uint, QString> m_keys{}; ///< of those that are shown
    QString m_token{};
    bool m_isListening = false;
};

Notifier::Notifier(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{ }

Notifier::~Notifier() = default;

void Notifier::show(const Notice &notice)
{
    d->show(notice);
}

} // namespace portico::app

#include "notifier_portal.moc"
