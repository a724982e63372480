// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionerrors.h"

#include "core/base/lists.h"
#include "core/base/sizes.h"

#include <QCoreApplication>
#include <QDir>
#include <QStringList>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SessionErrors)
};

} // namespace

Error alreadyRunningError(qint64 serverProcessId, quint16 port)
{
    return {ErrorCode::Busy,
            Text::tr("This ComfyUI already runs (process %1, port %2).")
                .arg(QString::number(serverProcessId), QString::number(port)),
            Text::tr("Stop it first, or open it in the browser."),
            {}};
}

Error crashLoopError(int crashes)
{
    return {ErrorCode::ProcessFailed,
            Text::tr("ComfyUI crashed %1 times within a minute, so it is not started again.")
                .arg(crashes),
            Text::tr("Start without node packs, or wait a minute."),
            {}};
}

Error managerLoopError(qsizetype restarts)
{
    return {ErrorCode::ProcessFailed,
            Text::tr("ComfyUI-Manager asked for a restart %1 times within a minute.").arg(restarts),
            Text::tr("Start without node packs to see which one asks for it."),
            {}};
}

Error notStartedError(const QString &reason)
{
    return {ErrorCode::ProcessFailed,
            Text::tr("ComfyUI could not be started: %1.").arg(reason),
            Text::tr("Check that the install's Python is there and may be run."),
            {}};
}

Error silentError(std::chrono::milliseconds silence)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(silence);
    return {ErrorCode::Timeout,
            Text::tr("ComfyUI did not become ready and said nothing for %1 seconds.")
                .arg(numberText(seconds.count())),
            Text::tr("Look at the end of the log, or start without node packs."),
            {}};
}

Error endedError(const QString &exitText, SessionState state)
{
    return {ErrorCode::ProcessFailed,
            state == SessionState::Ready
                ? Text::tr("ComfyUI ended by itself: %1.").arg(exitText)
                : Text::tr("ComfyUI ended before it was ready: %1.").arg(exitText),
            Text::tr("Look at the end of the log, or start without node packs."),
            {}};
}

Error survivorError(const QList<qint64> &survivors)
{
    QStringList pids;
    for (const qint64 pid : survivors)
        pids.append(QString::number(pid));
    return {ErrorCode::ProcessFailed,
            Text::tr("Some of ComfyUI's processes cannot be ended: %1.").arg(listed(pids)),
            Text::tr("Restart the computer if they do not go away."),
            {}};
}

Error lostServerError()
{
    return {ErrorCode::ProcessFailed,
            Text::tr("The session server was ended from outside, and ComfyUI with it."),
            Text::tr("Start it again."),
            {}};
}

Error noServerError(const QString &logFile)
{
    return {ErrorCode::Timeout,
            Text::tr("The session server did not answer in time."),
            Text::tr("Look at %1, then try again.").arg(QDir::toNativeSeparators(logFile)),
            {}};
}

} // namespace portico
