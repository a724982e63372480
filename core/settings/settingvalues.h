// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

/** Which colours the window has. */
enum class Theme { System, Light, Dark };

/** What closing the window does while a session runs. */
enum class CloseBehaviour { Ask, StopSessions, KeepSessions };

/** How the internet is reached. Loopback never goes through a proxy. */
struct ProxySettings
{
    enum class Mode { System, None, Http, Socks5, Pac };

    Mode mode = Mode::System;
    QString host;
    int port = 0;
    QString user; ///< its password is in the SecretStore

    friend bool operator==(const ProxySettings &, const ProxySettings &) = default;
};

/** How a value is kept in settings.json. The reader gives nothing for a value of another kind. */
template <typename T>
struct SettingCodec;

template <>
struct SettingCodec<bool>
{
    static QJsonValue toJson(bool value) { return value; }
    static std::optional<bool> fromJson(const QJsonValue &json);
};

template <>
struct SettingCodec<int>
{
    static QJsonValue toJson(int value) { return value; }
    static std::optional<int> fromJson(const QJsonValue &json);
};

template <>
struct SettingCodec<QString>
{
    static QJsonValue toJson(const QString &value) { return value; }
    static std::optional<QString> fromJson(const QJsonValue &json);
};

template <>
struct SettingCodec<QStringList>
{
    static QJsonValue toJson(const QStringList &value);
    static std::optional<QStringList> fromJson(const QJsonValue &json);
};

template <>
struct SettingCodec<QByteArray>
{
    static QJsonValue toJson(const QByteArray &value);
    static std::optional<QByteArray> fromJson(const QJsonValue &json);
};

template <>
struct SettingCodec<Theme>
{
    static QJsonValue toJson(Theme value);
    static std::optional<Theme> fromJson(const QJsonValue &json);
};

template <>
struct SettingCodec<CloseBehaviour>
{
    static QJsonValue toJson(CloseBehaviour value);
    static std::optional<CloseBehaviour> fromJson(const QJsonValue &json);
};

template <>
struct SettingCodec<ProxySettings>
{
    static QJsonValue toJson(const ProxySettings &value);
    static std::optional<ProxySettings> fromJson(const QJsonValue &json);
};

} // namespace portico
