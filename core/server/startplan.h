// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/net/toolenvironment.h"
#include "core/process/command.h"

#include <QJsonObject>
#include <QUrl>

#include <optional>

namespace portico {

/** What may be chosen at a start; travels to the session server. */
struct StartRequest
{
    std::optional<quint16> port = std::nullopt; ///< instead of the install's own
    bool useNextFreePort = false;               ///< when the port is taken
    bool withoutNodePacks = false;              ///< safe start
    ToolEnvironment network{};                  ///< how ComfyUI reaches the internet

    friend bool operator==(const StartRequest &, const StartRequest &) = default;
};

QJsonObject toJson(const StartRequest &request);
StartRequest startRequestFromJson(const QJsonObject &object);

/** Everything that a start needs, found out before anything is started. */
struct StartPlan
{
    Command command;
    quint16 port = 0;
    QUrl url;                 ///< where the browser goes and readiness is asked
    QStringList ownArguments; ///< what ComfyUI must tell as its `argv`, after main.py
};

/**
 * Reads the install, finds the port, prepares the folders and builds the command. Blocking,
 * usually a few milliseconds; 0.2 s where `main.py --help` must be asked. Errors: what
 * prepareLaunch and launchCommand say; Busy with the holder when the port is taken.
 */
Result<StartPlan> planStart(const Library &library, const InstallId &id,
                            const StartRequest &request, const QString &sessionToken,
                            const QString &restartMarker, const JobContext &job);

/** The address of a server that was started with these arguments. */
QUrl serverUrl(const QStringList &arguments, quint16 port);

} // namespace portico
