// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/artifacts.h"

#include "core/archive/unpack.h"
#include "core/base/lists.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/net/downloader.h"
#include "core/net/downloadstore.h"
#include "core/platform/hostos.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QRegularExpression>
#include <QScopeGuard>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Artifacts)
};

constexpr qsizetype kMostArtifacts = 1000;

WorkflowArtifact artifactFromJson(const QJsonObject &object)
{
    return {
        .id = object.value("id"_L1).toInteger(),
        .name = object.value("name"_L1).toString(),
        .size = object.value("size_in_bytes"_L1).toInteger(-1),
        .sha256 = Sha256::fromHex(object.value("digest"_L1).toString()),
        .isExpired = object.value("expired"_L1).toBool(),
        .expires =
            QDateTime::fromString(object.value("expires_at"_L1).toString(), Qt::ISODate).toUTC()};
}

/** A name that every system can hold; others are called by their number. */
QString folderName(const WorkflowArtifact &artifact)
{
    static const QRegularExpression form(uR"(^(?!\.)[^\x00-\x1f"<>|*?\\/:]{1,150}(?<![. ])$)"_s);
    return form.match(artifact.name).hasMatch() ? artifact.name : u"artifact-%1"_s.arg(artifact.id);
}

Error expiredError(const WorkflowArtifact &artifact)
{
    return {.code = ErrorCode::NotFound,
            .message = artifact.expires.isValid()
                ? Text::tr("The artifact “%1” expired on %2: GitHub does not keep it any more.")
                      .arg(artifact.name,
                           QLocale().toString(artifact.expires.date(), QLocale::ShortFormat))
                : Text::tr("The artifact “%1” expired: GitHub does not keep it any more.")
                      .arg(artifact.name),
            .nextStep = Text::tr("Run the workflow again: porticoctl github trigger. Bundles that "
                                 "are to last belong into a release."),
            .detail = {}};
}

Result<QList<WorkflowArtifact>> wantedOnes(const ArtifactServices &services,
                                           const ArtifactRequest &request, const JobContext &job)
{
    auto artifacts = artifactsOfRun(services.api, request.repository, request.run, job);
    if (!artifacts)
        return artifacts.error();
    QStringList names;
    for (const WorkflowArtifact &artifact : *artifacts)
        names += artifact.name;
    if (!request.name.isEmpty())
        artifacts->removeIf(
            [&](const WorkflowArtifact &artifact) { return artifact.name != request.name; });
    if (artifacts->isEmpty()) {
        return Error{.code = ErrorCode::NotFound,
                     .message = request.name.isEmpty()
                         ? Text::tr("Run %1 left no artifacts.").arg(request.run)
                         : Text::tr("Run %1 left no artifact “%2”.")
                               .arg(QString::number(request.run), request.name),
                     .nextStep = names.isEmpty()
                         ? Text::tr("See whether it is over, and whether its workflow uploads any.")
                         : Text::tr("It left: %1.").arg(listed(names)),
                     .detail = {}};
    }
    for (const WorkflowArtifact &artifact : *artifacts) {
        const QString place = request.folder + u'/' + folderName(artifact);
        if (artifact.isExpired)
            return expiredError(artifact);
        if (QFileInfo::exists(place))
            return Error{.code = ErrorCode::AlreadyExists,
                         .message = Text::tr("%1 is there already.").arg(place),
                         .nextStep = Text::tr("Choose another folder, or move it away."),
                         .detail = {}};
    }
    return artifacts;
}

/** GitHub may drop it between the list and the download. */
Error whyNot(const ArtifactServices &services, const ArtifactRequest &request,
             const WorkflowArtifact &artifact, const Error &error, const JobContext &job)
{
    if (error.code != ErrorCode::NotFound)
        return error;
    const auto now = services.api.object(
        {.what = Text::tr("looking at the artifact “%1”").arg(artifact.name),
         .path = u"/repos/%1/actions/artifacts/%2"_s.arg(request.repository).arg(artifact.id)},
        job);
    if (now && !now->value("expired"_L1).toBool())
        return error;
    return expiredError(artifact);
}

Result<FetchedArtifact> fetchOne(const ArtifactServices &services, const ArtifactRequest &request,
                                 const WorkflowArtifact &artifact, const JobContext &job)
{
    DownloadRequest download;
    download.url = services.api.server().callUrl(
        u"/repos/%1/actions/artifacts/%2/zip"_s.arg(request.repository).arg(artifact.id));
    download.sha256 = artifact.sha256;
    download.plainHttpHosts = services.api.plainHttpHosts();
    const Result<QByteArray> authorization = services.api.authorizationFor(download.url, job);
    if (!authorization)
        return authorization.error();
    download.authorization = *authorization;
    const Result<DownloadedFile> file = services.downloader.fetch(download, job);
    if (!file)
        return whyNot(services, request, artifact, file.error(), job);

    Result<StagingDir> staging = StagingDir::create(request.folder + "/.portico-staging"_L1,
                                                    Text::tr("unpacking an artifact"));
    if (!staging)
        return staging.error();
    const Result<UnpackSummary> unpacked = unpackArchive({.archive = file->path,
                                                          .destination = staging->path(),
                                                          .manifestFile = {},
                                                          .rulesFor = hostOs(),
                                                          .limits = {}},
                                                         services.processes, job);
    if (!unpacked)
        return unpacked.error();
    const QString place = request.folder + u'/' + folderName(artifact);
    if (const Result<> committed = staging->commit(place, job); !committed)
        return committed.error();
    (void)DownloadStore(services.downloads).discardFinished(file->sha256); // it lies unpacked now
    return FetchedArtifact{.artifact = artifact,
                           .folder = place,
                           .sha256 = file->sha256,
                           .isVerified = file->isVerified,
                           .files = unpacked->files};
}

} // namespace

Result<QList<WorkflowArtifact>> artifactsOfRun(const GithubApi &api, const QString &repository,
                                               qint64 run, const JobContext &job)
{
    const auto found = api.pages(
        {.what = Text::tr("listing the artifacts of run %1").arg(run),
         .path = u"/repos/%1/actions/runs/%2/artifacts?direction=asc"_s.arg(repository).arg(run)},
        u"artifacts"_s, kMostArtifacts, job);
    if (!found)
        return found.error();
    QList<WorkflowArtifact> artifacts;
    for (const QJsonObject &object : *found)
        artifacts += artifactFromJson(object);
    return artifacts;
}

Result<QList<FetchedArtifact>> fetchArtifacts(const ArtifactServices &services,
                                              const ArtifactRequest &request, const JobContext &job)
{
    const auto wanted = wantedOnes(services, request, job);
    if (!wanted)
        return wanted.error();
    if (const Result<> made = makeFolder(request.folder); !made)
        return made.error();
    const QString staging = request.folder + "/.portico-staging"_L1;
    const auto tidy = qScopeGuard([staging] {
        QDir().rmdir(staging); // unless another one works in it
    });
    (void)sweepStaging(staging, job); // of one that was killed
    QList<FetchedArtifact> all;
    for (const WorkflowArtifact &artifact : *wanted) {
        const Result<FetchedArtifact> fetched = fetchOne(services, request, artifact, job);
        if (!fetched)
            return fetched.error();
        all += *fetched;
    }
    return all;
}

QJsonObject toJson(const FetchedArtifact &fetched)
{
    return {{u"id"_s, fetched.artifact.id},      {u"name"_s, fetched.artifact.name},
            {u"folder"_s, fetched.folder},       {u"sha256"_s, fetched.sha256.toHex()},
            {u"verified"_s, fetched.isVerified}, {u"files"_s, fetched.files}};
}

} // namespace portico
