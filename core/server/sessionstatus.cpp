// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionstatus.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 5> stateNames{"stopped"_L1, "starting"_L1, "ready"_L1,
                                                      "stopping"_L1, "crashed"_L1};

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime timeFrom(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

} // namespace

QString sessionStateName(SessionState state)
{
    return stateNames[static_cast<std::size_t>(state)];
}

QString sessionModeName(SessionMode mode)
{
    return mode == SessionMode::Attached ? u"attached"_s : u"detached"_s;
}

QJsonObject errorToJson(const Error &error)
{
    return {{u"code"_s, errorCodeName(error.code)},
            {u"message"_s, error.message},
            {u"nextStep"_s, error.nextStep},
            {u"detail"_s, error.detail}};
}

Error errorFromJson(const QJsonObject &object)
{
    return {.code = errorCodeFromName(object[u"code"_s].toString()).value_or(ErrorCode::Internal),
            .message = object[u"message"_s].toString(),
            .nextStep = object[u"nextStep"_s].toString(),
            .detail = object[u"detail"_s].toString()};
}

QJsonObject toJson(const SessionStatus &status)
{
    QJsonObject object{{u"state"_s, sessionStateName(status.state)},
                       {u"mode"_s, sessionModeName(status.mode)},
                       {u"safe"_s, status.isSafe},
                       {u"port"_s, status.port},
                       {u"url"_s, status.url.toString()},
                       {u"pid"_s, status.processId},
                       {u"serverPid"_s, status.serverProcessId},
                       {u"started"_s, timeText(status.started)},
                       {u"ready"_s, timeText(status.ready)},
                       {u"comfyVersion"_s, status.comfyVersion},
                       {u"device"_s, status.device},
                       {u"activity"_s, status.activity},
                       {u"exitText"_s, status.exitText},
                       {u"lastLines"_s, QJsonArray::fromStringList(status.lastLines)},
                       {u"restarts"_s, status.restarts}};
    if (status.exitCode)
        object[u"exitCode"_s] = *status.exitCode;
    if (status.failure)
        object[u"failure"_s] = errorToJson(*status.failure);
    return object;
}

std::optional<SessionStatus> sessionStatusFromJson(const QJsonObject &object)
{
    const QString name = object[u"state"_s].toString();
    const auto *const found = std::find(stateNames.begin(), stateNames.end(), name);
    if (found == stateNames.end())
        return {};
    SessionStatus status;
    status.state = static_cast<SessionState>(found - stateNames.begin());
    status.mode = object[u"mode"_s].toString() == "detached"_L1 ? SessionMode::Detached
                                                                : SessionMode::Attached;
    status.isSafe = object[u"safe"_s].toBool();
    const qint64 port = object[u"port"_s].toInteger();
    status.port = port > 0 && port <= 0xffff ? static_cast<quint16>(port) : quint16(0);
    status.url = QUrl(object[u"url"_s].toString());
    status.processId = object[u"pid"_s].toInteger();
    status.serverProcessId = object[u"serverPid"_s].toInteger();
    status.started = timeFrom(object[u"started"_s]);
    status.ready = timeFrom(object[u"ready"_s]);
    status.comfyVersion = object[u"comfyVersion"_s].toString();
    status.device = object[u"device"_s].toString();
    status.activity = object[u"activity"_s].toString();
    status.exitText = object[u"exitText"_s].toString();
    status.restarts = object[u"restarts"_s].toInt();
    const QJsonArray lines = object[u"lastLines"_s].toArray();
    for (const auto &line : lines)
        status.lastLines.append(line.toString());
    if (const QJsonValue code = object[u"exitCode"_s]; code.isDouble())
        status.exitCode = code.toInt();
    if (const QJsonValue failure = object[u"failure"_s]; failure.isObject())
        status.failure = errorFromJson(failure.toObject());
    return status;
}

} // namespace portico
