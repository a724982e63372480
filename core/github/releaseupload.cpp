// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/github/releaseupload.h"

#include "core/github/repository.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ReleaseUpload)
};

constexpr int kTries = 3;
constexpr qsizetype kMostAssets = 1000;
constexpr std::chrono::milliseconds kPause{1000};

bool isSame(const ReleaseFile &file, const QJsonObject &asset)
{
    return asset.value("state"_L1).toString() == "uploaded"_L1
        && asset.value("size"_L1).toInteger() == file.size
        && Sha256::fromHex(asset.value("digest"_L1).toString()) == file.sha256;
}

ReleasedAsset assetOf(const ReleaseFile &file, const QJsonObject &asset, bool wasThere)
{
    return {.name = file.name,
            .size = file.size,
            .sha256 = file.sha256,
            .url = QUrl(asset.value("browser_download_url"_L1).toString(), QUrl::StrictMode),
            .wasThere = wasThere};
}

bool mayTryAgain(const Error &error)
{
    return error.code == ErrorCode::Network || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::HttpStatus || error.code == ErrorCode::HashMismatch;
}

} // namespace

QString uploadStep()
{
    return Text::tr("Upload");
}

ReleaseUpload::ReleaseUpload(const GithubApi &api, const QString &repository,
                             const QJsonObject &draft, const JobContext &job)
    : m_api(api)
    , m_releases("/repos/"_L1 + repository + "/releases"_L1)
    , m_id(draft.value("id"_L1).toInteger())
    , m_uploadUrl(draft.value("upload_url"_L1).toString().section(u'{', 0, 0))
    , m_job(job)
{ }

Result<QUrl> ReleaseUpload::addressFor(const ReleaseFile &file) const
{
    const QUrl url(m_uploadUrl + "?name="_L1 + inPath(file.name), QUrl::StrictMode);
    if (m_api.server().mayHaveToken(url))
        return url;
    return Error{.code = ErrorCode::Refused,
                 .message = Text::tr("The release wants its files at %1, which is not %2.")
                                .arg(url.host(), m_api.server().name()),
                 .nextStep = Text::tr("Nothing was sent there. Check the server's address."),
                 .detail = shownUrl(url)};
}

Result<QList<QJsonObject>> ReleaseUpload::assetsThere() const
{
    return m_api.pages({.what = Text::tr("listing the files of a release"),
                        .path = m_releases + u"/%1/assets"_s.arg(m_id)},
                       {}, kMostAssets, m_job);
}

Result<> ReleaseUpload::remove(qint64 asset) const
{
    const Result<GithubAnswerTo> answer =
        m_api.call({.what = Text::tr("removing half a file of a release"),
                    .path = m_releases + "/assets/"_L1 + QString::number(asset),
                    .method = "DELETE",
                    .body = {},
                    .twice = GithubCall::Twice::Harmless,
                    .answers = {404}},
                   m_job);
    return answer ? Result<>() : Result<>(answer.error());
}

/** What a try before left: whole, it is kept; half, it goes. */
Result<std::optional<ReleasedAsset>> ReleaseUpload::keepOrRemove(const ReleaseFile &file) const
{
    const auto there = assetsThere();
    if (!there)
        return there.error();
    for (const QJsonObject &asset : *there) {
        if (asset.value("name"_L1).toString() != file.name)
            continue;
        if (isSame(file, asset))
            return std::optional(assetOf(file, asset, true));
        if (const Result<> removed = remove(asset.value("id"_L1).toInteger()); !removed)
            return removed.error();
    }
    return std::optional<ReleasedAsset>();
}

/** GitHub says what it has; older servers name no digest, there the size has to do. */
Result<ReleasedAsset> ReleaseUpload::judged(const ReleaseFile &file, const QJsonObject &asset) const
{
    const auto digest = Sha256::fromHex(asset.value("digest"_L1).toString());
    const bool isWhole = asset.value("size"_L1).toInteger() == file.size
        && asset.value("name"_L1).toString() == file.name && (!digest || *digest == file.sha256);
    if (isWhole)
        return assetOf(file, asset, false);
    return Error{.code = ErrorCode::HashMismatch,
                 .message = Text::tr("GitHub did not get %1 as it is here.").arg(file.name),
                 .nextStep =
                     Text::tr("Try again. If it happens again, the file changes while it is "
                              "sent, or a proxy changes it."),
                 .detail = u"%1 bytes, %2"_s.arg(asset.value("size"_L1).toInteger())
                               .arg(asset.value("digest"_L1).toString())};
}

Result<ReleasedAsset> ReleaseUpload::sendOne(const ReleaseFile &file, qint64 before,
                                             qint64 total) const
{
    const Result<QUrl> url = addressFor(file);
    if (!url)
        return url.error();
    const auto sent = [job = &m_job, before, total](qint64 bytes) {
        job->report({.step = uploadStep(), .done = before + bytes, .total = total});
    };
    const Result<GithubAnswerTo> answer =
        m_api.upload(*url, {file.path, file.from, file.size},
                     Text::tr("uploading %1").arg(file.name), sent, m_job);
    if (!answer)
        return answer.error();
    const Result<QJsonObject> asset = answer->object();
    return asset ? judged(file, *asset) : asset.error();
}

Result<QList<ReleasedAsset>> ReleaseUpload::send(const QList<ReleaseFile> &files) const
{
    qint64 total = 0;
    for (const ReleaseFile &file : files)
        total += file.size;
    QList<ReleasedAsset> assets;
    qint64 before = 0;
    for (const ReleaseFile &file : files) {
        for (int tries = 1;; ++tries) {
            const auto kept = keepOrRemove(file);
            if (!kept)
                return kept.error();
            const Result<ReleasedAsset> asset =
                *kept ? Result<ReleasedAsset>(**kept) : sendOne(file, before, total);
            if (asset) {
                assets += *asset;
                break;
            }
            if (tries == kTries || !mayTryAgain(asset.error()))
                return asset.error();
            m_job.log(Text::tr("%1 Sending it again.").arg(asset.error().message));
            if (const Result<> slept = m_api.clock().sleep(kPause * tries, m_job.cancel); !slept)
                return slept.error();
        }
        before += file.size;
    }
    return assets;
}

} // namespace portico
