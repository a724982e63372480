// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/appupdate/checkupdate.h"

#include "core/appupdate/updatesignatures.h"
#include "core/appupdate/updatetrust.h"

#include <QCoreApplication>

namespace portico {

namespace {

using namespace Qt::StringLiterals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AppUpdate)
};

/** From the mirror that the person set, then from the address itself. */
Result<QByteArray> fetchDocument(const QUrl &url, qint64 mostBytes,
                                 const AppUpdateServices &services, const JobContext &job)
{
    const SteadyHttp http(services.http, services.clock, services.pace);
    Result<QByteArray> bytes = Error{};
    for (const QUrl &source : sourcesOf(services.network, url)) {
        HttpRequest request;
        request.url = source;
        request.plainHttpHosts = services.plainHttpHosts;
        request.stallLimit = services.limits.stall;
        bytes = getDocument(http, request, mostBytes, job);
        if (bytes || bytes.error().code == ErrorCode::Cancelled)
            break;
    }
    return bytes;
}

} // namespace

Error noUpdateKeyError()
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("This build of Portico has no key to tell real updates by, "
                                "so it looks for none."),
            .nextStep = Text::tr("Fetch a newer Portico from where you got this one."),
            .detail = {}};
}

Result<UpdateMetadata> checkUpdate(const UpdateChannel &channel, const AppUpdateServices &services,
                                   const JobContext &job)
{
    if (channel.isEmpty())
        return noUpdateKeyError();
    job.announce({Text::tr("Look for updates")});
    job.report({.step = Text::tr("Look for updates")});
    const auto document = fetchDocument(channel.address, kMostMetadataBytes, services, job);
    if (!document)
        return document.error();
    QUrl beside = channel.address;
    beside.setPath(beside.path() + u".sig"_s);
    const auto signatures = fetchDocument(beside, kMostSignatureBytes, services, job);
    if (!signatures)
        return signatures.error();
    if (const Result<> isSigned = checkSignatures(*document, *signatures, channel); !isSigned)
        return isSigned.error();
    const auto metadata = readUpdateMetadata(*document);
    if (!metadata)
        return metadata.error();
    const UpdateTrustFile trust(services.settingsFolder);
    const Result<> accepted =
        trust.accept(*metadata, *document, channel.keyName(), services.clock.now().toUTC(), job);
    if (!accepted)
        return accepted.error();
    return metadata;
}

Result<DownloadedFile> fetchUpdate(const UpdateChannel &channel, const UpdateFile &file,
                                   const AppUpdateServices &services, const JobContext &job)
{
    const SteadyHttp http(services.http, services.clock, services.pace);
    const QList<QUrl> sources =
        sourcesOf(services.network, channel.address.resolved(QUrl(file.name)));
    return Downloader(http, services.clock, services.downloads, services.limits)
        .fetch({.url = sources.constFirst(),
                .mirrors = sources.mid(1),
                .sha256 = file.sha256,
                .size = file.size,
                .authorization = {},
                .plainHttpHosts = services.plainHttpHosts},
               job);
}

} // namespace portico
