// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace portico {

/** A running ComfyUI's states. */
enum class SessionState { Stopped, Starting, Ready, Stopping, Crashed };

/** Attached: ends with its last client. Detached: stays until it is stopped. */
enum class SessionMode { Attached, Detached };

QString sessionStateName(SessionState state); ///< "stopped", "starting", ...: for JSON
QString sessionModeName(SessionMode mode);

/** Everything a client shows about a session. Sizes in bytes, times in UTC. */
struct SessionStatus
{
    SessionState state = SessionState::Stopped;
    SessionMode mode = SessionMode::Attached;
    bool isSafe = false; ///< started without node packs
    quint16 port = 0;
    QUrl url;                   ///< where the browser goes
    qint64 processId = 0;       ///< ComfyUI's
    qint64 serverProcessId = 0; ///< the session server's
    QDateTime started;
    QDateTime ready;
    QString comfyVersion; ///< as the running server tells
    QString device;       ///< "cuda:0 NVIDIA GeForce RTX 4090", as the running server tells
    QString activity; ///< what it does now: "Importing torch", "Loading node packs", "Asking it to
                      ///< stop"
    std::optional<int> exitCode;
    QString exitText;      ///< "exit code 1", "ended by signal 9 (killed)": for people
    QStringList lastLines; ///< up to 50, after a crash
    int restarts = 0;
    std::optional<Error> failure; ///< why it is Crashed or could not start

    friend bool operator==(const SessionStatus &, const SessionStatus &) = default;
};

QJsonObject errorToJson(const Error &error);
/** Tolerant: what is missing stays empty. */
Error errorFromJson(const QJsonObject &object);

QJsonObject toJson(const SessionStatus &status);
std::optional<SessionStatus> sessionStatusFromJson(const QJsonObject &object);

} // namespace portico
