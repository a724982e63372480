// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/githubreleases.h"

#include "core/catalogue/plaintext.h"
#include "core/io/json.h"

#include <QCoreApplication>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::GithubReleases)
};

constexpr qsizetype kMostNotes = 64 << 10;
constexpr qsizetype kMostAssets = 1000;

/** A word that may become part of an id, a path and a line on the screen. */
bool isPlainWord(const QString &text)
{
    if (text.isEmpty() || text.size() > 200)
        return false;
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() > 0x20 && c.unicode() < 0x7f && !u"\"\\<>|*?"_s.contains(c);
    });
}

QUrl webAddress(const QJsonValue &value)
{
    const QUrl url(value.toString(), QUrl::StrictMode);
    const bool isWeb = url.scheme() == "https"_L1 || url.scheme() == "http"_L1;
    return isWeb && !url.host().isEmpty() ? url : QUrl();
}

std::optional<GithubAsset> assetFromJson(const QJsonObject &object)
{
    GithubAsset asset;
    asset.name = object.value("name"_L1).toString();
    asset.url = webAddress(object.value("browser_download_url"_L1));
    const QString state = object.value("state"_L1).toString(u"uploaded"_s);
    if (!isPlainWord(asset.name) || asset.name.contains(u'/') || asset.url.isEmpty()
        || state != "uploaded"_L1)
        return std::nullopt;
    const qint64 size = object.value("size"_L1).toInteger(-1);
    asset.size = size > 0 ? size : -1;
    const QString digest = object.value("digest"_L1).toString();
    if (digest.startsWith("sha256:"_L1))
        asset.sha256 = Sha256::fromHex(digest);
    return asset;
}

std::optional<GithubRelease> releaseFromJson(const QJsonObject &object)
{
    GithubRelease release;
    release.tag = object.value("tag_name"_L1).toString();
    if (!isPlainWord(release.tag) || object.value("draft"_L1).toBool())
        return std::nullopt;
    release.name = plainText(object.value("name"_L1).toString().left(200)).simplified();
    release.notes = plainText(object.value("body"_L1).toString().left(kMostNotes));
    release.page = webAddress(object.value("html_url"_L1));
    release.isPrerelease = object.value("prerelease"_L1).toBool();
    for (const auto key : {"published_at"_L1, "created_at"_L1}) {
        if (!release.date.isValid())
            release.date = QDateTime::fromString(object.value(key).toString(), Qt::ISODate).toUTC();
    }
    const QJsonArray assets = object.value("assets"_L1).toArray();
    for (qsizetype i = 0; i < std::min(assets.size(), kMostAssets); ++i) {
        if (const auto asset = assetFromJson(assets.at(i).toObject()))
            release.assets.append(*asset);
    }
    return release;
}

} // namespace

Result<QList<GithubRelease>> githubReleasesFromJson(const QByteArray &bytes)
{
    const auto array = parseJsonArray(bytes, {.maxBytes = kMostDocumentBytes, .maxDepth = 16});
    if (!array) {
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("GitHub's answer is no list of releases, or only a part "
                                         "of one."),
                     .nextStep = Text::tr("Try again later. If a GitHub mirror is set, check its "
                                          "address."),
                     .detail = array.error().message};
    }
    QList<GithubRelease> releases;
    for (const QJsonValue value : *array) {
        if (const auto release = releaseFromJson(value.toObject()))
            releases.append(*release);
    }
    return releases;
}

GithubReleases::GithubReleases(const DocumentFetcher &fetcher, GithubAddress address, Token token,
                               QStringList plainHttpHosts)
    : m_fetcher(fetcher)
    , m_address(std::move(address))
    , m_token(std::move(token))
    , m_plainHttpHosts(std::move(plainHttpHosts))
{ }

Result<GithubAnswer> GithubReleases::fetch(const QUrl &url, Asking asking,
                                           const JobContext &job) const
{
    const auto judge = [](const QByteArray &bytes) -> Result<> {
        const auto releases = githubReleasesFromJson(bytes);
        return releases ? Result<>() : releases.error();
    };
    DocumentFetcher::Authorize authorize;
    if (m_token && isGithubsOwn(url)) {
        authorize = [this](const JobContext &context) {
            const QByteArray token = m_token(context);
            return token.isEmpty() ? QByteArray() : "Bearer " + token;
        };
    }
    auto document = m_fetcher.fetch({.url = url,
                                     .accept = "application/vnd.github+json",
                                     .authorize = authorize,
                                     .plainHttpHosts = m_plainHttpHosts,
                                     .judge = judge},
                                    asking, job);
    if (!document)
        return document.error();
    auto releases = githubReleasesFromJson(document->bytes);
    if (!releases)
        return releases.error();
    document->bytes.clear();
    return GithubAnswer{.releases = std::move(*releases), .document = std::move(*document)};
}

Result<GithubAnswer> GithubReleases::list(const QString &repository, Asking asking,
                                          const JobContext &job) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (const auto known = m_answers.constFind(repository); known != m_answers.constEnd())
            return *known;
    }
    auto answer = ask(repository, asking, job);
    if (answer) {
        const std::lock_guard lock(m_mutex);
        m_answers.insert(repository, *answer);
    }
    return answer;
}

Result<GithubAnswer> GithubReleases::ask(const QString &repository, Asking asking,
                                         const JobContext &job) const
{
    if (!isRepositoryName(repository)) {
        return Error{.code = ErrorCode::InvalidInput,
                     .message = Text::tr("“%1” is no GitHub repository.").arg(repository),
                     .nextStep = Text::tr("Write it as owner/name."),
                     .detail = {}};
    }
    const QList<QUrl> urls =
        m_address.apiUrls("/repos/"_L1 + repository + "/releases?per_page=50"_L1);
    Result<GithubAnswer> answer = fetch(urls.constFirst(), asking, job);
    for (qsizetype i = 1; i < urls.size() && !answer && answer.error().code == ErrorCode::NotFound;
         ++i) {
        if (const auto other = fetch(urls.at(i), asking, job))
            return other;
    }
    return answer;
}

} // namespace portico
