// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/git/git_main.h"

#include "core/git/clonerepository.h"
#include "core/git/listremote.h"
#include "core/net/socksbridge.h"
#include "core/net/sockshandshake.h"
#include "core/platform/brokenpipe.h"
#include "helper/part.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace portico::helper {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GitMain)
};

/** For http libgit2 connects directly whatever proxy it is given (measured with 1.5.1): nothing
 * goes around the network's rules unsaid. */
Error noPlainHttp(const GitAddress &address)
{
    return {
        .code = ErrorCode::Unsupported,
        .message = Text::tr("git cannot reach %1 through a proxy: it leads https there only.")
                       .arg(address.shown()),
        .nextStep =
            Text::tr("Use an https address, or except %1 from the proxy.").arg(address.url.host()),
        .detail = {}};
}

Result<QJsonObject> answer(const GitCloneRequest &request, const QJsonObject &asked,
                           const JobContext &job)
{
    if (isResolveRequest(asked)) {
        const Result<RemoteTip> tip = resolveRemoteHere(request, job);
        return tip ? Result<QJsonObject>(toJson(*tip)) : tip.error();
    }
    if (isListRequest(asked)) {
        const Result<QStringList> refs = listRemoteHere(request, job);
        return refs
            ? Result<QJsonObject>(QJsonObject{{u"refs"_s, QJsonArray::fromStringList(*refs)}})
            : refs.error();
    }
    const Result<ClonedRepository> cloned = cloneHere(request, job);
    return cloned ? Result<QJsonObject>(toJson(*cloned)) : cloned.error();
}

/** libgit2 knows http proxies only: a SOCKS proxy gets one in front of it for as long as this
 * takes. Where that knows why nothing was reached, it knows better than libgit2. */
Result<QJsonObject> answerThroughSocks(GitCloneRequest request, const ProxyServer &socks,
                                       const QJsonObject &asked, const JobContext &job)
{
    const Result<std::unique_ptr<SocksBridge>> bridge = SocksBridge::start(socks);
    if (!bridge)
        return bridge.error();
    request.transport.proxyUrl = (*bridge)->proxyUrl();
    const Result<QJsonObject> answered = answer(request, asked, job);
    const std::optional<Error> failure = (*bridge)->failure();
    const bool isOfTheWay = !answered && answered.error().code != ErrorCode::Cancelled;
    return isOfTheWay && failure ? *failure : answered;
}

} // namespace

int runGit(const QStringList &arguments)
{
    ignoreBrokenPipes(); // libgit2 does not: a dropped connection would kill us (measured)
    return runPart(arguments,
                   [](const QJsonObject &object, const JobContext &job) -> Result<QJsonObject> {
                       const Result<GitCloneRequest> request = gitCloneRequestFromJson(object);
                       if (!request)
                           return request.error();
                       const bool hasProxy = !request->transport.proxyUrl.isEmpty();
                       if (hasProxy && request->address.url.scheme() == "http"_L1)
                           return noPlainHttp(request->address);
                       const auto socks = socksProxyFromAddress(request->transport.proxyUrl);
                       return socks ? answerThroughSocks(*request, *socks, object, job)
                                    : answer(*request, object, job);
                   });
}

} // namespace portico::helper
