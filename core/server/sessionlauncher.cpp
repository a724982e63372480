// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionlauncher.h"

#include "core/platform/processidentity.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SessionLauncher)
};

constexpr qint64 logLimit = 1024 * 1024;

QStringList commonArguments(const Library &library, const InstallId &id)
{
    return {u"session"_s, u"--library"_s, library.root(), u"--install"_s, id.toString()};
}

QByteArray wordsOf(const Library &library, const InstallId &id, const LaunchedServer &server)
{
    QFile file(sessionServerLog(library, id));
    if (!file.open(QIODevice::ReadOnly) || !file.seek(server.logOffset))
        return {};
    return file.read(logLimit);
}

} // namespace

QString sessionServerLog(const Library &library, const InstallId &id)
{
    return library.logFolder(id) + u"/session-server.log"_s;
}

Result<LaunchedServer> launchSessionServer(const Library &library, const InstallId &id,
                                           const SessionStart &options)
{
    const Result<QString> program = helperProgram();
    if (!program)
        return program.error();
    QStringList arguments = commonArguments(library, id);
    if (options.mode == SessionMode::Detached)
        arguments << u"--detached"_s;
    if (options.port)
        arguments << u"--port"_s << QString::number(*options.port);
    if (options.useNextFreePort)
        arguments << u"--next-free-port"_s;
    if (options.withoutNodePacks)
        arguments << u"--safe"_s;

    const QString log = sessionServerLog(library, id);
    QDir().mkpath(library.logFolder(id));
    if (QFileInfo(log).size() > logLimit)
        QFile::remove(log);
    LaunchedServer server;
    server.logOffset = QFileInfo(log).size();
    QProcess process; // startDetached gives it a session of its own and no parent
    process.setProgram(*program);
    process.setArguments(arguments);
    QProcessEnvironment environment =
        withLanguage(withoutSecrets(QProcessEnvironment::systemEnvironment()));
    if (!options.network.isEmpty()) {
        environment.insert(
            kNetworkVariable,
            QString::fromUtf8(
                QJsonDocument(toJson(options.network)).toJson(QJsonDocument::Compact)));
    }
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(log, QIODevice::Append);
    process.setStandardErrorFile(log, QIODevice::Append);
    if (!process.startDetached(&server.processId)) {
        return Error{ErrorCode::ProcessFailed,
                     Text::tr("Portico's session server could not be started: %1.")
                         .arg(process.errorString()),
                     Text::tr("Install Portico again."), *program};
    }
    return server;
}

std::optional<Error> sessionServerError(const Library &library, const InstallId &id,
                                        const LaunchedServer &server)
{
    const QByteArray words = wordsOf(library, id, server);
    const QList<QByteArray> lines = words.trimmed().split('\n');
    const QJsonObject object = QJsonDocument::fromJson(lines.last()).object();
    if (object[u"error"_s].isObject())
        return errorFromJson(object[u"error"_s].toObject());
    if (startTimeOf(server.processId))
        return {};
    return Error{
        ErrorCode::ProcessFailed, Text::tr("Portico's session server ended at once."),
        Text::tr("Look at %1.").arg(QDir::toNativeSeparators(sessionServerLog(library, id))),
        QString::fromUtf8(words.right(4096))};
}

void sweepDeadSession(const Library &library, const InstallId &id)
{
    const Result<QString> program = helperProgram();
    if (!program)
        return;
    QProcess process;
    process.setProgram(*program);
    process.setArguments(commonArguments(library, id) << u"--sweep"_s);
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    process.startDetached();
}

} // namespace portico
