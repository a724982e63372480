// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/startplan.h"

#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/isolationvariables.h"
#include "core/installs/launchcommand.h"
#include "core/installs/preparelaunch.h"
#include "core/platform/host.h"
#include "core/platform/hostos.h"
#include "core/process/processrunner.h"
#include "core/server/portcheck.h"

#include <QCoreApplication>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StartPlan)
};

Result<quint16> choosePort(quint16 wanted, const StartRequest &request)
{
    if (isPortFree(wanted))
        return wanted;
    if (request.useNextFreePort)
        return nextFreePort(wanted);
    return portBusyError(*makeHost(), wanted);
}

Error noSafeStartError(const Install &install)
{
    return {
        ErrorCode::Unsupported,
        Text::tr("The ComfyUI of “%1” is too old for a safe start: it cannot leave out its node "
                 "packs.")
            .arg(install.name),
        Text::tr("Disable the node packs one by one, or use a newer version of ComfyUI."),
        {}};
}

QStringList afterMainPy(const QStringList &arguments)
{
    const auto script =
        std::find_if(arguments.begin(), arguments.end(),
                     [](const QString &argument) { return argument.endsWith("main.py"_L1); });
    return script == arguments.end() ? arguments : QStringList(script + 1, arguments.end());
}

} // namespace

QJsonObject toJson(const StartRequest &request)
{
    QJsonObject object{{u"nextFreePort"_s, request.useNextFreePort},
                       {u"withoutNodePacks"_s, request.withoutNodePacks},
                       {u"network"_s, toJson(request.network)}};
    if (request.port)
        object[u"port"_s] = *request.port;
    return object;
}

StartRequest startRequestFromJson(const QJsonObject &object)
{
    StartRequest request;
    request.useNextFreePort = object[u"nextFreePort"_s].toBool();
    request.withoutNodePacks = object[u"withoutNodePacks"_s].toBool();
    request.network = toolEnvironmentFromJson(object[u"network"_s].toObject());
    const qint64 port = object[u"port"_s].toInteger();
    if (port > 0 && port <= 0xffff)
        request.port = static_cast<quint16>(port);
    return request;
}

QUrl serverUrl(const QStringList &arguments, quint16 port)
{
    QUrl url;
    const bool hasTls =
        arguments.contains("--tls-keyfile"_L1) && arguments.contains("--tls-certfile"_L1);
    url.setScheme(hasTls ? u"https"_s : u"http"_s);
    const qsizetype listen = arguments.lastIndexOf("--listen"_L1);
    const QString address =
        listen >= 0 ? arguments.value(listen + 1).section(u',', 0, 0) : QString();
    const bool isEverywhere = address.isEmpty() || address.startsWith(u"--")
        || address == "0.0.0.0"_L1 || address == "::"_L1;
    url.setHost(isEverywhere ? u"127.0.0.1"_s : address);
    url.setPort(port);
    url.setPath(u"/"_s);
    return url;
}

Result<StartPlan> planStart(const Library &library, const InstallId &id,
                            const StartRequest &request, const QString &sessionToken,
                            const QString &restartMarker, const JobContext &job)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    const Result<quint16> port = choosePort(request.port.value_or(install->port), request);
    if (!port)
        return port.error();
    const Result<QStringList> arranged = arrangeFolders(library, *install, job);
    if (!arranged)
        return arranged.error();
    for (const QString &remark : *arranged)
        job.log(remark);
    const Result<PreparedLaunch> prepared =
        prepareLaunch(library, *install, SystemProcessRunner(), job);
    if (!prepared)
        return prepared.error();
    if (request.withoutNodePacks && !prepared->knownFlags.isEmpty()
        && !prepared->knownFlags.contains(u"--disable-all-custom-nodes"_s))
        return noSafeStartError(*install);
    const LaunchOptions options{.port = *port,
                                .sessionToken = sessionToken,
                                .restartMarker = restartMarker,
                                .withoutNodePacks = request.withoutNodePacks,
                                .network = request.network,
                                .comfyEnv = comfyEnvOf(library, *install, hostOs()),
                                .knownFlags = prepared->knownFlags};
    const Result<Command> command = launchCommand(
        library, *install, options, QProcessEnvironment::systemEnvironment(), hostOs());
    if (!command)
        return command.error();
    // Only for people to see: a full disk does not keep ComfyUI from starting.
    (void)updateInstall(
        library, id, [](Install &changed) { changed.lastStart = QDateTime::currentDateTimeUtc(); });
    return StartPlan{.command = *command,
                     .port = *port,
                     .url = serverUrl(command->arguments, *port),
                     .ownArguments = afterMainPy(command->arguments)};
}

} // namespace portico
