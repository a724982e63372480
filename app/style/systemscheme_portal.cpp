// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Linux: the desktop portal's "color-scheme" (GNOME, KDE and others write it), asked without
// waiting. org.freedesktop.appearance: 0 no preference, 1 dark, 2 light.
#include "app/style/appearance.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

const auto kNamespace = "org.freedesktop.appearance"_L1;
const auto kKey = "color-scheme"_L1;

std::optional<Scheme> fromPortal(const QVariant &value)
{
    switch (value.toUInt()) {
    case 1:
        return Scheme::Dark;
    case 2:
        return Scheme::Light;
    default:
        return std::nullopt;
    }
}

/** The old call Read wraps its value twice. */
QVariant unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

class SystemScheme::Private final : public QObject
{
    Q_OBJECT

public:
    explicit Private(SystemScheme *owner)
        : m_owner(owner)
        , m_bus(QDBusConnection::sessionBus())
    {
        if (!m_bus.isConnected())
            return;
        m_bus.connect(u"org.freedesktop.portal.Desktop"_s, u"/org/freedesktop/portal/desktop"_s,
                      u"org.freedesktop.portal.Settings"_s, u"SettingChanged"_s, this,
                      SLOT(take(QString, QString, QDBusVariant)));
        QDBusMessage ask = QDBusMessage::createMethodCall(
            u"org.freedesktop.portal.Desktop"_s, u"/org/freedesktop/portal/desktop"_s,
            u"org.freedesktop.portal.Settings"_s, u"Read"_s);
        ask.setArguments({QString(kNamespace), QString(kKey)});
        m_call = std::make_unique<QDBusPendingCallWatcher>(m_bus.asyncCall(ask));
        connect(m_call.get(), &QDBusPendingCallWatcher::finished, this, &Private::readAnswer);
    }

    std::optional<Scheme> scheme() const
    {
        if (m_scheme || !m_call || !m_call->isFinished())
            return m_scheme;
        const QDBusPendingReply<QDBusVariant> reply = *m_call;
        return reply.isError() ? std::nullopt : fromPortal(unwrapped(reply.value().variant()));
    }

private slots:
    void readAnswer()
    {
        m_scheme = scheme();
        emit m_owner->schemeChanged();
    }
    void take(const QString &group, const QString &key, const QDBusVariant &value)
    {
        if (group != kNamespace || key != kKey)
            return;
        m_call.reset();
        m_scheme = fromPortal(unwrapped(value.variant()));
        emit m_owner->schemeChanged();
    }

private: // NOLINT(readability-redundant-access-specifiers): moc tells slots apart
    SystemScheme *m_owner;
    QDBusConnection m_bus;
    std::unique_ptr<QDBusPendingCallWatcher> m_call;
    std::optional<Scheme> m_scheme;
};

SystemScheme::SystemScheme(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{ }

SystemScheme::~SystemScheme() = default;

std::optional<Scheme> SystemScheme::scheme() const
{
    return d->scheme();
}

} // namespace portico::app

#include "systemscheme_portal.moc"
