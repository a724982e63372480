// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/session/session_main.h"

#include "core/io/filelock.h"
#include "core/platform/endsignals.h"
#include "core/platform/host.h"
#include "core/server/sessionlauncher.h"
#include "core/server/sessionserver.h"
#include "helper/platform/processtree.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <cstdio>

namespace portico::helper {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SessionMain)
};

constexpr int exitFailed = 1;
constexpr int exitUsage = 2;
constexpr int exitBusy = 5;

/** What the command line asks for. */
struct SessionOptions
{
    SessionSetup setup;
    StartRequest request;
    bool onlySweeps = false;
};

/** 128 random bits: nobody guesses it, no two sessions share it. */
QString newToken()
{
    QByteArray bytes(16, '\0');
    for (char &byte : bytes)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return QString::fromLatin1(bytes.toHex());
}

Result<SessionOptions> parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{u"library"_s, {}, u"folder"_s},
                       {u"install"_s, {}, u"id"_s},
                       {u"port"_s, {}, u"number"_s},
                       {u"detached"_s, {}},
                       {u"next-free-port"_s, {}},
                       {u"safe"_s, {}},
                       {u"sweep"_s, {}}});
    const bool isUnderstood = parser.parse(QStringList{u"session"_s} + arguments);
    const std::optional<InstallId> id = InstallId::fromString(parser.value(u"install"_s));
    const int port = parser.value(u"port"_s).toInt();
    const bool hasPort = parser.isSet(u"port"_s);
    if (!isUnderstood || !id || parser.value(u"library"_s).isEmpty()
        || (hasPort && (port <= 0 || port > 0xffff))) {
        return Error{ErrorCode::Usage,
                     Text::tr("Portico's session server was not told what to start."),
                     Text::tr("Start ComfyUI with Portico or “porticoctl start”; if this comes "
                              "then, install Portico again."),
                     parser.errorText()};
    }
    SessionOptions options;
    options.setup.library = Library(parser.value(u"library"_s));
    options.setup.id = *id;
    options.setup.token = newToken();
    options.setup.mode =
        parser.isSet(u"detached"_s) ? SessionMode::Detached : SessionMode::Attached;
    options.setup.limits = sessionLimits(QProcessEnvironment::systemEnvironment());
    if (hasPort)
        options.request.port = static_cast<quint16>(port);
    options.request.useNextFreePort = parser.isSet(u"next-free-port"_s);
    options.request.withoutNodePacks = parser.isSet(u"safe"_s);
    options.onlySweeps = parser.isSet(u"sweep"_s);
    options.request.network =
        toolEnvironmentFromJson(QJsonDocument::fromJson(qgetenv(kNetworkVariable.data())).object());
    return options;
}

/** The last line of the session server's log is what the waiting client shows. */
int fail(const Error &error)
{
    const QJsonObject object{{u"error"_s, errorToJson(error)}};
    std::fputs(QJsonDocument(object).toJson(QJsonDocument::Compact).constData(), stderr);
    std::fputc('\n', stderr);
    switch (error.code) {
    case ErrorCode::Usage:
        return exitUsage;
    case ErrorCode::Busy:
        return exitBusy;
    default:
        return exitFailed;
    }
}

/** What a killed session server left: ComfyUI's children, and the file that describes it. */
void sweepPrevious(const SessionSetup &setup)
{
    const std::optional<SessionFile> previous = readSessionFile(setup.library, setup.id);
    if (!previous)
        return;
    sweepSession(previous->token);
    removeSessionFile(setup.library, setup.id);
}

} // namespace

int runSession(QCoreApplication &application, const QStringList &arguments)
{
    const Result<SessionOptions> options = parse(arguments);
    if (!options)
        return fail(options.error());
    const SessionSetup &setup = options->setup;
    const Result<FileLock> lock =
        FileLock::tryLock(setup.library.sessionLock(setup.id), Text::tr("running ComfyUI"));
    if (!lock)
        return fail(lock.error());
    sweepPrevious(setup);
    if (options->onlySweeps)
        return 0;
    const Result<QString> folder = makeHost()->runtimeFolder();
    if (!folder)
        return fail(folder.error());

    const EndSignals endSignals;
    const std::unique_ptr<ProcessTree> tree = makeProcessTree(setup.token);
    SessionServer server(setup, *tree);
    if (const Result<> listening = server.listen(*folder); !listening)
        return fail(listening.error());
    QObject::connect(&endSignals, &EndSignals::received, &server, &SessionServer::end);
    QObject::connect(&server, &SessionServer::finished, &application, &QCoreApplication::quit);
    server.start(options->request);
    return QCoreApplication::exec();
}

} // namespace portico::helper
