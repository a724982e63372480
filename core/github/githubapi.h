// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/github/githubserver.h"
#include "core/net/httpclient.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>

namespace portico {

/** Something that GitHub is asked to do or to tell. */
struct GithubCall
{
    QString what; ///< the act, for people and errors: "listing the runs of owner/name"
    QString path; ///< "/repos/owner/name/actions/runs?per_page=100"
    QByteArray method{"GET"};
    std::optional<QJsonObject> body{};
    /** Whether doing it twice is as good as once, so that it is tried again where the connection
     *  broke. A GET always is. */
    enum class Twice { Harmless, Never } twice = Twice::Never;
    QList<int> answers{}; ///< statuses beyond 2xx that are an answer, not an error
};

struct GithubAnswerTo
{
    int status = 0;
    QByteArray bytes{};
    HttpReply head{};

    /** Corrupt where it is no JSON object, or list. */
    Result<QJsonObject> object() const;
    Result<QJsonArray> list() const;
};

/** How patient calls are. */
struct GithubPatience
{
    std::chrono::milliseconds firstRetry{1000}; ///< doubles each time
    int retries = 4;
    std::chrono::seconds longestLimit{90}; ///< a rate limit that ends later is an error
};

/**
 * GitHub's REST API with the person's token, which goes to the server's API and uploads alone, as a
 * header, and into no URL, log or process. Blocking; thread-safe.
 *
 * What is asked again is asked by its ETag, which costs nothing of the rate limit. Rate limits that
 * end soon are waited for; broken connections and troubles of GitHub's own are tried again, unless
 * the call may have been obeyed and must not be twice. Errors: those of githubError(), Busy (rate
 * limit: says until when), and those of HttpClient.
 */
class GithubApi
{
    Q_DISABLE_COPY_MOVE(GithubApi)

public:
    using Token = std::function<Result<QByteArray>(const JobContext &)>;

    GithubApi(const HttpClient &http, const Clock &clock, GithubServer server, Token token,
              QStringList plainHttpHosts = {}, GithubPatience patience = {});

    const GithubServer &server() const { return m_server; }
    const HttpClient &http() const { return m_http; }
    const Clock &clock() const { return m_clock; }
    const QStringList &plainHttpHosts() const { return m_plainHttpHosts; }

    Result<GithubAnswerTo> call(const GithubCall &call, const JobContext &job) const;
    /** A call whose answer is an object. */
    Result<QJsonObject> object(const GithubCall &call, const JobContext &job) const;
    /** All pages of a list of objects; `key` is where an object holds it, empty: it is the answer.
     *  At most `most` of them. */
    Result<QList<QJsonObject>> pages(const GithubCall &call, const QString &key, qsizetype most,
                                     const JobContext &job) const;

    /** A file, or a part of one, that is sent. */
    struct Part
    {
        QString file;
        qint64 from = 0;
        qint64 size = -1; ///< -1: to its end
    };
    /** Sends it to the uploads. Never twice. */
    Result<GithubAnswerTo> upload(const QUrl &url, const Part &part, const QString &what,
                                  const std::function<void(qint64)> &sent,
                                  const JobContext &job) const;

    /** "Bearer …", for that address alone; empty where the token may not go. */
    Result<QByteArray> authorizationFor(const QUrl &url, const JobContext &job) const;

    /** How long to wait between two looks at the same thing, as far as the rate limit goes. */
    std::chrono::milliseconds pace(std::chrono::milliseconds wanted) const;

private:
    struct Kept
    {
        QByteArray etag;
        GithubAnswerTo answer;
    };
    Result<GithubAnswerTo> once(const GithubCall &call, const JobContext &job) const;
    Result<GithubAnswerTo> send(HttpRequest request, const JobContext &job) const;
    Result<bool> waitedForLimit(const GithubAnswerTo &answer, int tries,
                                const JobContext &job) const;
    void remember(const GithubAnswerTo &answer) const;

    const HttpClient &m_http;
    const Clock &m_clock;
    const GithubServer m_server;
    const Token m_token;
    const QStringList m_plainHttpHosts;
    const GithubPatience m_patience;
    mutable std::mutex m_mutex;
    mutable QHash<QString, Kept> m_kept;
    mutable HttpReply m_lastHead; ///< for the rate limit
};

} // namespace portico
