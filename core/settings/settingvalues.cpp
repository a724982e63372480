// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/settings/settingvalues.h"

#include <QJsonArray>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

template <typename T, size_t N>
using Names = std::array<std::pair<T, QLatin1StringView>, N>;

constexpr Names<Theme, 3> kThemes{{
    {Theme::System, "system"_L1},
    {Theme::Light, "light"_L1},
    {Theme::Dark, "dark"_L1},
}};

constexpr Names<CloseBehaviour, 3> kCloseBehaviours{{
    {CloseBehaviour::Ask, "ask"_L1},
    {CloseBehaviour::StopSessions, "stop"_L1},
    {CloseBehaviour::KeepSessions, "keep"_L1},
}};

constexpr Names<ProxySettings::Mode, 5> kProxyModes{{
    {ProxySettings::Mode::System, "system"_L1},
    {ProxySettings::Mode::None, "none"_L1},
    {ProxySettings::Mode::Http, "http"_L1},
    {ProxySettings::Mode::Socks5, "socks5"_L1},
    {ProxySettings::Mode::Pac, "pac"_L1},
}};

template <typename T, size_t N>
QString nameOf(T value, const Names<T, N> &names)
{
    for (const auto &[named, name] : names) {
        if (named == value)
            return name;
    }
    return {};
}

template <typename T, size_t N>
std::optional<T> valueOf(const QJsonValue &json, const Names<T, N> &names)
{
    for (const auto &[named, name] : names) {
        if (json.toString() == name)
            return named;
    }
    return std::nullopt;
}

} // namespace

std::optional<bool> SettingCodec<bool>::fromJson(const QJsonValue &json)
{
    return json.isBool() ? std::optional(json.toBool()) : std::nullopt;
}

std::optional<int> SettingCodec<int>::fromJson(const QJsonValue &json)
{
    const int value = json.toInt();
    return json.isDouble() && json.toInt(value + 1) == value ? std::optional(value) : std::nullopt;
}

std::optional<QString> SettingCodec<QString>::fromJson(const QJsonValue &json)
{
    return json.isString() ? std::optional(json.toString()) : std::nullopt;
}

QJsonValue SettingCodec<QStringList>::toJson(const QStringList &value)
{
    return QJsonArray::fromStringList(value);
}

std::optional<QStringList> SettingCodec<QStringList>::fromJson(const QJsonValue &json)
{
    if (!json.isArray())
        return std::nullopt;
    QStringList list;
    const QJsonArray array = json.toArray();
    for (const auto item : array) {
        if (!item.isString())
            return std::nullopt;
        list += item.toString();
    }
    return list;
}

QJsonValue SettingCodec<QByteArray>::toJson(const QByteArray &value)
{
    return QString::fromLatin1(value.toBase64());
}

std::optional<QByteArray> SettingCodec<QByteArray>::fromJson(const QJsonValue &json)
{
    const auto decoded = QByteArray::fromBase64Encoding(json.toString().toLatin1(),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    return json.isString() && decoded ? std::optional(decoded.decoded) : std::nullopt;
}

QJsonValue SettingCodec<Theme>::toJson(Theme value)
{
    return nameOf(value, kThemes);
}

std::optional<Theme> SettingCodec<Theme>::fromJson(const QJsonValue &json)
{
    return valueOf(json, kThemes);
}

QJsonValue SettingCodec<CloseBehaviour>::toJson(CloseBehaviour value)
{
    return nameOf(value, kCloseBehaviours);
}

std::optional<CloseBehaviour> SettingCodec<CloseBehaviour>::fromJson(const QJsonValue &json)
{
    return valueOf(json, kCloseBehaviours);
}

QJsonValue SettingCodec<ProxySettings>::toJson(const ProxySettings &value)
{
    return QJsonObject{{u"mode"_s, nameOf(value.mode, kProxyModes)},
                       {u"host"_s, value.host},
                       {u"port"_s, value.port},
                       {u"user"_s, value.user}};
}

std::optional<ProxySettings> SettingCodec<ProxySettings>::fromJson(const QJsonValue &json)
{
    const QJsonObject object = json.toObject();
    const auto mode = valueOf(object.value("mode"_L1), kProxyModes);
    const int port = object.value("port"_L1).toInt(-1);
    if (!mode || port < 0 || port > 65'535)
        return std::nullopt;
    return ProxySettings{.mode = *mode,
                         .host = object.value("host"_L1).toString(),
                         .port = port,
                         .user = object.value("user"_L1).toString()};
}

} // namespace portico
