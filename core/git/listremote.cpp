// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/listremote.h"

#include "core/git/gitfailure.h"
#include "core/git/githandles.h"
#include "core/git/gittransfer.h"
#include "core/process/askhelper.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <git2.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ListRemote)
};

constexpr auto kSilence = 20s;
constexpr auto kListKey = "list"_L1;

Error noAnswer(ErrorCode code, const GitAddress &address, const QString &detail)
{
    return {.code = code,
            .message = Text::tr("%1 told nothing about its branches.").arg(address.shown()),
            .nextStep = Text::tr("Try again later; check the address and the network settings."),
            .detail = detail};
}

} // namespace

bool isListRequest(const QJsonObject &object)
{
    return object.value(kListKey).toBool();
}

Result<QStringList> listRemote(const GitAddress &address, const GitTransport &transport,
                               const ProcessRunner &processes, const JobContext &job)
{
    QJsonObject request = toJson(GitCloneRequest{.address = address,
                                                 .ref = {},
                                                 .target = u"."_s, // nothing is written
                                                 .history = GitHistory::NewestOnly,
                                                 .transport = transport});
    request[kListKey] = true;
    const Result<QJsonObject> result =
        askHelper({.part = u"git"_s,
                   .request = request,
                   .endedBadly =
                       [&address](const ExitStatus &exit) {
                           return noAnswer(ErrorCode::ProcessFailed, address,
                                           QString::fromUtf8(exit.errorTail));
                       },
                   .silenceLimit = kSilence},
                  processes, job);
    if (!result && result.error().code == ErrorCode::Timeout)
        return noAnswer(ErrorCode::Timeout, address, result.error().detail);
    if (!result)
        return result.error();
    QStringList refs;
    for (const QJsonValue &ref : result->value("refs"_L1).toArray())
        refs += ref.toString();
    return refs;
}

Result<QStringList> listRemoteHere(const GitCloneRequest &request, const JobContext &job)
{
    const GitLibrary library;
    GitTransfer transfer(request, job);
    const auto failure = [&](int code) {
        if (job.isCancelled())
            return cancelledError();
        return transfer.loginFailure().value_or(
            gitFailure(code,
                       {.address = request.address.shown(),
                        .target = {},
                        .secrets = {request.address.password, request.transport.proxyUrl}}));
    };
    const QByteArray authorities = request.transport.authorityFile.toUtf8();
    if (!authorities.isEmpty()) {
        const int code = git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, authorities.constData(),
                                          static_cast<const char *>(nullptr));
        if (code != 0)
            return failure(code);
    }
    RemoteHandle remote;
    const QByteArray place = request.address.isLocal() ? request.address.localPath.toUtf8()
                                                       : request.address.url.toEncoded();
    int code = git_remote_create_detached(into(remote), place.constData());
    if (code != 0)
        return failure(code);
    const git_fetch_options options = transfer.fetchOptions();
    code = git_remote_connect(remote.get(), GIT_DIRECTION_FETCH, &options.callbacks,
                              &options.proxy_opts, nullptr);
    if (code != 0)
        return failure(code);
    const git_remote_head **heads = nullptr;
    size_t count = 0;
    code = git_remote_ls(&heads, &count, remote.get());
    if (code != 0)
        return failure(code);
    constexpr size_t kMostRefs = 10'000; // one line of the helper has a mebibyte
    QStringList refs;
    for (size_t i = 0; i < std::min(count, kMostRefs); ++i)
        refs += QString::fromUtf8(heads[i]->name);
    return refs;
}

} // namespace portico
