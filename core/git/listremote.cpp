// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/listremote.h"

#include "core/git/chooseremoteref.h"
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
constexpr auto kResolveKey = "resolve"_L1;

Error noAnswer(ErrorCode code, const GitAddress &address, const QString &detail)
{
    return {.code = code,
            .message = Text::tr("%1 told nothing about its branches.").arg(address.shown()),
            .nextStep = Text::tr("Try again later; check the address and the network settings."),
            .detail = detail};
}

Result<QJsonObject> ask(QJsonObject request, QLatin1StringView what, const GitAddress &address,
                        const ProcessRunner &processes, const JobContext &job)
{
    request[what] = true;
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
    return result;
}

} // namespace

bool isListRequest(const QJsonObject &object)
{
    return object.value(kListKey).toBool();
}

Result<QStringList> listRemote(const GitAddress &address, const GitTransport &transport,
                               const ProcessRunner &processes, const JobContext &job)
{
    const QJsonObject request = toJson(GitCloneRequest{.address = address,
                                                       .ref = {},
                                                       .target = u"."_s, // nothing is written
                                                       .history = GitHistory::NewestOnly,
                                                       .transport = transport});
    const Result<QJsonObject> result = ask(request, kListKey, address, processes, job);
    if (!result)
        return result.error();
    QStringList refs;
    for (const auto &ref : result->value("refs"_L1).toArray())
        refs += ref.toString();
    return refs;
}

namespace {

Result<QList<RemoteRef>> remoteRefs(const GitCloneRequest &request, const JobContext &job)
{
    const GitLibrary library;
    GitTransfer transfer(request, job);
    const Result<> trusted = transfer.trustAuthorities();
    if (!trusted)
        return trusted.error();
    RemoteHandle remote;
    const QByteArray place = request.address.isLocal() ? request.address.localPath.toUtf8()
                                                       : request.address.url.toEncoded();
    const int code = git_remote_create_detached(into(remote), place.constData());
    if (code != 0)
        return transfer.failure(code);
    const git_fetch_options options = transfer.fetchOptions();
    return transfer.listRefs(remote.get(), options);
}

QString idOf(const QList<RemoteRef> &refs, const QString &name)
{
    const auto found = std::find_if(refs.begin(), refs.end(),
                                    [&name](const RemoteRef &ref) { return ref.name == name; });
    return found == refs.end() ? QString() : found->id;
}

/** The commit that a choice leads to; a tag with a message of its own is followed. */
QString commitOf(const RemoteChoice &choice, const QList<RemoteRef> &refs)
{
    if (choice.kind == GitRefKind::Commit)
        return choice.found;
    if (choice.kind != GitRefKind::Tag)
        return idOf(refs, "refs/heads/"_L1 + choice.found);
    const QString peeled = idOf(refs, u"refs/tags/%1^{}"_s.arg(choice.found));
    return peeled.isEmpty() ? idOf(refs, "refs/tags/"_L1 + choice.found) : peeled;
}

} // namespace

Result<QStringList> listRemoteHere(const GitCloneRequest &request, const JobContext &job)
{
    const Result<QList<RemoteRef>> refs = remoteRefs(request, job);
    if (!refs)
        return refs.error();
    constexpr qsizetype kMostRefs = 10'000; // one line of the helper has a mebibyte
    QStringList names;
    for (const RemoteRef &ref : refs->first(std::min(refs->size(), kMostRefs)))
        names += ref.name;
    return names;
}

Result<RemoteTip> resolveRemoteHere(const GitCloneRequest &request, const JobContext &job)
{
    const Result<QList<RemoteRef>> refs = remoteRefs(request, job);
    if (!refs)
        return refs.error();
    const Result<RemoteChoice> choice = chooseRemoteRef(*refs, request.ref);
    if (!choice)
        return choice.error();
    return RemoteTip{choice->kind, choice->name, commitOf(*choice, *refs)};
}

QJsonObject toJson(const RemoteTip &tip)
{
    return {
        {u"kind"_s, static_cast<int>(tip.kind)}, {u"name"_s, tip.name}, {u"commit"_s, tip.commit}};
}

bool isResolveRequest(const QJsonObject &object)
{
    return object.value(kResolveKey).toBool();
}

Result<RemoteTip> resolveRemote(const GitCloneRequest &request, const ProcessRunner &processes,
                                const JobContext &job)
{
    QJsonObject asked = toJson(request);
    asked[u"target"_s] = u"."_s; // nothing is written
    const Result<QJsonObject> result = ask(asked, kResolveKey, request.address, processes, job);
    if (!result)
        return result.error();
    const int kind = result->value("kind"_L1).toInt();
    return RemoteTip{
        .kind = static_cast<GitRefKind>(std::clamp(kind, 0, static_cast<int>(GitRefKind::Commit))),
        .name = result->value("name"_L1).toString(),
        .commit = result->value("commit"_L1).toString()};
}

} // namespace portico
