// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/tooltest.h"

#include "core/git/listremote.h"
#include "core/net/bridgedenvironment.h"
#include "core/net/gitnetwork.h"
#include "core/net/network.h"
#include "core/platform/hostos.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"
#include "core/python/uvfailure.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>

namespace portico {

namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ToolTest)
};

constexpr auto kSilence = 60s;

Error missing(Consumer consumer)
{
    return {.code = ErrorCode::NotFound,
            .message =
                Text::tr("There is no %1 on this computer to try out.").arg(consumerName(consumer)),
            .nextStep = Text::tr("It is fetched when it is needed; test then."),
            .detail = {}};
}

Result<NetworkTestReport> testGit(const NetworkChain &chain, const ProcessRunner &processes,
                                  const JobContext &job)
{
    const QUrl remote(u"https://github.com/Comfy-Org/ComfyUI.git"_s);
    const GitNetwork git = gitNetworkFor(chain, remote);
    const Result<QStringList> refs = listRemote(
        {.localPath = {}, .url = git.remote, .user = {}, .password = {}},
        {.proxyUrl = git.proxyUrl, .authorityFile = git.authorityBundle}, processes, job);
    if (!refs)
        return refs.error();
    return NetworkTestReport{
        .test = NetworkTest::Github,
        .address = git.remote,
        .way = wayText(proxiesFor(chain, git.remote).constFirst()),
        .summary = Text::tr("git reaches %1 and finds %n branch(es) and tag(s) of ComfyUI.",
                            nullptr, static_cast<int>(refs->size()))
                       .arg(git.remote.host()),
        .took = {}};
}

/** One small package that depends on nothing. */
QStringList toolArguments(Consumer consumer, const QString &requirements)
{
    if (consumer == Consumer::Uv)
        return {u"pip"_s,       u"compile"_s,    u"--quiet"_s,     u"--no-header"_s,
                u"--no-deps"_s, u"--no-cache"_s, u"--no-config"_s, requirements};
    return {u"-m"_s,
            u"pip"_s,
            u"install"_s,
            u"--dry-run"_s,
            u"--no-deps"_s,
            u"--ignore-installed"_s,
            u"--no-cache-dir"_s,
            u"--disable-pip-version-check"_s,
            u"--no-input"_s,
            u"--retries"_s,
            u"1"_s,
            u"-r"_s,
            requirements};
}

QProcessEnvironment environmentOf(const ToolEnvironment &tool)
{
    QProcessEnvironment environment =
        cleanEnvironment(QProcessEnvironment::systemEnvironment(), hostOs());
    tool.applyTo(environment, hostOs());
    // Only what Portico sets is tried out, not what else the person told these tools.
    environment.insert(u"PIP_CONFIG_FILE"_s, QProcess::nullDevice());
    // A distribution's Python takes no packages by pip. Nothing is installed: it is a dry run.
    environment.insert(u"PIP_BREAK_SYSTEM_PACKAGES"_s, u"1"_s);
    environment.insert(u"UV_PYTHON_DOWNLOADS"_s, u"never"_s);
    environment.insert(u"UV_HTTP_RETRIES"_s, u"1"_s);
    environment.insert(u"PYTHONUTF8"_s, u"1"_s);
    return environment;
}

Error toolFailure(Consumer consumer, const QString &words, const QString &host)
{
    return consumer == Consumer::Uv ? uvFailure(words) : pipFailure(words, host);
}

Result<NetworkTestReport> testTool(const ToolTestRequest &request, const NetworkChain &chain,
                                   const ProcessRunner &processes, const JobContext &job)
{
    const QTemporaryDir folder;
    const QString requirements = folder.filePath(u"requirements.txt"_s);
    QFile file(requirements);
    if (!folder.isValid() || !file.open(QIODevice::WriteOnly) || file.write("six\n") != 4)
        return Error{.code = ErrorCode::Io,
                     .message = Text::tr("The folder for temporary files cannot be written."),
                     .nextStep = Text::tr("Free some space and try again."),
                     .detail = file.errorString()};
    file.close();
    ToolEnvironment tool = environmentFor(request.consumer, chain);
    std::unique_ptr<SocksBridge> bridge; // uv does without one
    if (request.consumer == Consumer::Pip) {
        Result<BridgedEnvironment> bridged = bridgedEnvironment(tool);
        if (!bridged)
            return bridged.error();
        tool = bridged->environment;
        bridge = std::move(bridged->bridge);
    }
    const Result<ExitStatus> status =
        processes.run({.command = {.program = request.program,
                                   .arguments = toolArguments(request.consumer, requirements),
                                   .workingFolder = folder.path(),
                                   .environment = environmentOf(tool),
                                   .secrets = tool.secrets},
                       .standardInput = {},
                       .onOutput = {},
                       .onErrorOutput = {},
                       .silenceLimit = kSilence},
                      job);
    if (!status)
        return status.error();
    QString words = QString::fromUtf8(status->errorTail);
    for (const QString &secret : tool.secrets)
        words.replace(secret, u"***"_s);
    const bool isDone = !status->crashed && status->code == 0;
    if (const std::optional<Error> way = bridge ? bridge->failure() : std::nullopt; way && !isDone)
        return *way;
    if (!isDone)
        return toolFailure(request.consumer, words, chain.packageIndex.host());
    return NetworkTestReport{
        .test = NetworkTest::PackageIndex,
        .address = chain.packageIndex,
        .way = wayText(proxiesFor(chain, chain.packageIndex).constFirst()),
        .summary = Text::tr("%1 reaches %2.")
                       .arg(consumerName(request.consumer), chain.packageIndex.host()),
        .took = {}};
}

/** Tools say that a connection failed, and not that it was the one to the proxy. */
Error withWay(Error error, Consumer consumer, const NetworkChain &chain)
{
    const QUrl url = consumer == Consumer::Git ? mirrored(chain, QUrl(u"https://github.com"_s))
                                               : chain.packageIndex;
    const ProxyServer way = proxiesFor(chain, url).constFirst();
    if (way.kind != ProxyServer::Kind::Direct && error.code == ErrorCode::Network)
        error.message += u' ' + Text::tr("It goes %1.", "through a proxy").arg(wayText(way));
    return error;
}

} // namespace

QList<Consumer> testableTools()
{
    return {Consumer::Git, Consumer::Uv, Consumer::Pip};
}

QString findToolProgram(Consumer consumer)
{
    const QString name = consumer == Consumer::Uv ? u"uv"_s : u"python3"_s;
    const QString beside =
        QStandardPaths::findExecutable(name, {QCoreApplication::applicationDirPath()});
    if (!beside.isEmpty())
        return beside;
    const QString onPath = QStandardPaths::findExecutable(name);
    return onPath.isEmpty() && consumer == Consumer::Pip
        ? QStandardPaths::findExecutable(u"python"_s)
        : onPath;
}

Result<NetworkTestReport> runToolTest(const ToolTestRequest &request, const Network &network,
                                      const ProcessRunner &processes, const JobContext &job)
{
    QElapsedTimer clock;
    clock.start();
    const Result<NetworkChain> chain = network.chain(job);
    if (!chain)
        return chain.error();
    if (chain->problem)
        return *chain->problem;
    if (request.consumer != Consumer::Git && request.program.isEmpty())
        return missing(request.consumer);
    Result<NetworkTestReport> report = request.consumer == Consumer::Git
        ? testGit(*chain, processes, job)
        : testTool(request, *chain, processes, job);
    if (!report)
        return withWay(report.error(), request.consumer, *chain);
    report->took = std::chrono::milliseconds(clock.elapsed());
    return report;
}

Error pipFailure(const QString &words, const QString &host)
{
    const auto have = [&words](std::initializer_list<QLatin1StringView> parts) {
        return std::any_of(parts.begin(), parts.end(), [&words](QLatin1StringView part) {
            return words.contains(part, Qt::CaseInsensitive);
        });
    };
    const auto make = [&words](ErrorCode code, const QString &message, const QString &nextStep) {
        return Error{code, message, nextStep, words.trimmed()};
    };
    const QString check = Text::tr("Check the page Network, and test again.");
    if (have({"407 Proxy"_L1, "Proxy Authentication Required"_L1}))
        return make(ErrorCode::PermissionDenied,
                    Text::tr("The proxy refused pip's login on the way to %1.").arg(host),
                    Text::tr("Enter its user name and password on the page Network."));
    if (have({"CERTIFICATE_VERIFY_FAILED"_L1, "certificate verify failed"_L1}))
        return make(ErrorCode::Refused,
                    Text::tr("pip does not trust the certificate of %1.").arg(host),
                    Text::tr("If your network looks into connections, add its certificate "
                             "authority on the page Network."));
    if (have({"Missing dependencies for SOCKS"_L1}))
        return make(ErrorCode::Unsupported,
                    Text::tr("pip reaches a SOCKS proxy only where the package PySocks is "
                             "installed beside it."),
                    Text::tr("Set an http proxy, or leave it to uv, which does without."));
    if (have({"ProxyError"_L1, "Cannot connect to proxy"_L1}))
        return make(ErrorCode::Network,
                    Text::tr("pip cannot reach the proxy on the way to %1.").arg(host), check);
    if (have({"Name or service not known"_L1, "getaddrinfo failed"_L1, "nodename nor servname"_L1,
              "Temporary failure in name resolution"_L1}))
        return make(ErrorCode::Network, Text::tr("pip cannot find %1.").arg(host), check);
    if (have({"timed out"_L1}))
        return make(ErrorCode::Timeout, Text::tr("%1 did not answer pip in time.").arg(host),
                    check);
    if (have({"No matching distribution"_L1, "Could not find a version"_L1}))
        return make(ErrorCode::NotFound,
                    Text::tr("%1 has no small package that pip can see.").arg(host), check);
    return make(ErrorCode::ProcessFailed, Text::tr("pip failed and gave a reason of its own."),
                check);
}

} // namespace portico
