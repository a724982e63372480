// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/documentfetcher.h"
#include "core/catalogue/githubaddress.h"

#include <QHash>
#include <QList>

#include <mutex>

namespace portico {

/** A file of a release. */
struct GithubAsset
{
    QString name{};
    QUrl url{}; ///< as GitHub says it: without a mirror
    qint64 size = -1;
    std::optional<Sha256> sha256{}; ///< GitHub's `digest`; older assets have none
};

/** A release of a repository. Drafts are left out. */
struct GithubRelease
{
    QString tag{};
    QString name{};
    QString notes{};
    QDateTime date{};
    QUrl page{};
    bool isPrerelease = false;
    QList<GithubAsset> assets{}; ///< those that are wholly uploaded
};

/** The list of GitHub's answer. What cannot be used of it is left out: a release without a tag, an
 *  asset without an address. Error: InvalidInput where it is no list of releases at all. */
Result<QList<GithubRelease>> githubReleasesFromJson(const QByteArray &bytes);

/** The releases and how they were had. */
struct GithubAnswer
{
    QList<GithubRelease> releases{};
    FetchedDocument document{}; ///< without its bytes
};

/**
 * Asks GitHub's REST API for releases: anonymous, or with the person's token. Blocking;
 * thread-safe. Each repository is asked once in its lifetime: one object is one look at GitHub.
 */
class GithubReleases
{
public:
    /** The person's token, looked up when GitHub is really asked; empty: anonymous. */
    using Token = std::function<QByteArray(const JobContext &)>;

    GithubReleases(const DocumentFetcher &fetcher, GithubAddress address, Token token = {},
                   QStringList plainHttpHosts = {});

    /** The newest ones of "owner/name", as GitHub orders them. */
    Result<GithubAnswer> list(const QString &repository, Asking asking,
                              const JobContext &job) const;

    const GithubAddress &address() const { return m_address; }

private:
    Result<GithubAnswer> fetch(const QUrl &url, Asking asking, const JobContext &job) const;
    Result<GithubAnswer> ask(const QString &repository, Asking asking, const JobContext &job) const;

    const DocumentFetcher &m_fetcher;
    GithubAddress m_address;
    Token m_token;
    QStringList m_plainHttpHosts;
    mutable std::mutex m_mutex;
    mutable QHash<QString, GithubAnswer> m_answers;
};

} // namespace portico
