// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/git/clonerepository.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CloneRepository)
};

struct NamedKind
{
    GitRefKind kind;
    QLatin1StringView name;
};

constexpr std::array kKinds{
    NamedKind{GitRefKind::Head, "head"_L1}, NamedKind{GitRefKind::Tag, "tag"_L1},
    NamedKind{GitRefKind::Branch, "branch"_L1}, NamedKind{GitRefKind::Commit, "commit"_L1}};

Error incomplete()
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("What Portico and its git helper said to each other is "
                                "incomplete."),
            .nextStep = Text::tr("Install Portico again."),
            .detail = {}};
}

} // namespace

QJsonObject toJson(const GitCloneRequest &request)
{
    return {{u"path"_s, request.address.localPath},
            {u"url"_s, request.address.url.toString(QUrl::FullyEncoded)},
            {u"user"_s, request.address.user},
            {u"password"_s, request.address.password},
            {u"ref"_s, request.ref},
            {u"target"_s, request.target},
            {u"wholeHistory"_s, request.history == GitHistory::Whole},
            {u"proxy"_s, request.transport.proxyUrl},
            {u"authorities"_s, request.transport.authorityFile}};
}

Result<GitCloneRequest> gitCloneRequestFromJson(const QJsonObject &object)
{
    GitCloneRequest request;
    request.address.localPath = object.value("path"_L1).toString();
    request.address.url = QUrl(object.value("url"_L1).toString(), QUrl::StrictMode);
    request.address.user = object.value("user"_L1).toString();
    request.address.password = object.value("password"_L1).toString();
    request.ref = object.value("ref"_L1).toString();
    request.target = object.value("target"_L1).toString();
    request.history =
        object.value("wholeHistory"_L1).toBool() ? GitHistory::Whole : GitHistory::NewestOnly;
    request.transport.proxyUrl = object.value("proxy"_L1).toString();
    request.transport.authorityFile = object.value("authorities"_L1).toString();
    const QString scheme = request.address.url.scheme();
    const bool isWeb = scheme == "https"_L1 || scheme == "http"_L1;
    if (request.target.isEmpty() || request.address.isLocal() == isWeb)
        return incomplete();
    return request;
}

QJsonObject toJson(const ClonedRepository &repository)
{
    const GitTarget &target = repository.target;
    QString kind;
    for (const NamedKind &named : kKinds) {
        if (named.kind == target.kind)
            kind = named.name;
    }
    return {{u"kind"_s, kind},
            {u"name"_s, target.name},
            {u"commit"_s, target.commit.id},
            {u"time"_s, target.commit.time.toSecsSinceEpoch()},
            {u"subject"_s, target.commit.subject},
            {u"shallow"_s, repository.isShallow}};
}

Result<ClonedRepository> clonedRepositoryFromJson(const QJsonObject &object)
{
    ClonedRepository repository;
    const QString kind = object.value("kind"_L1).toString();
    bool isKnown = false;
    for (const NamedKind &named : kKinds) {
        if (kind == named.name) {
            repository.target.kind = named.kind;
            isKnown = true;
        }
    }
    GitCommit &commit = repository.target.commit;
    commit.id = object.value("commit"_L1).toString();
    commit.time = QDateTime::fromSecsSinceEpoch(object.value("time"_L1).toInteger(), Qt::UTC);
    commit.subject = object.value("subject"_L1).toString();
    repository.target.name = object.value("name"_L1).toString();
    repository.isShallow = object.value("shallow"_L1).toBool();
    if (!isKnown || commit.id.size() != 40)
        return incomplete();
    return repository;
}

} // namespace portico
