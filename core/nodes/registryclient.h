// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/catalogue/documentfetcher.h"
#include "core/nodes/registrynode.h"

#include <QMutex>
#include <QUrl>

namespace portico {

/** Where the registry is and where its answers are kept. */
struct RegistryOptions
{
    QUrl address{};               ///< empty: defaultRegistry()
    QString cache{};              ///< folder of kept answers
    QStringList plainHttpHosts{}; ///< exact names from which http is allowed
};
QUrl defaultRegistry(); ///< https://api.comfy.org

/** How an answer was had. */
struct RegistryFreshness
{
    QDateTime asked{};              ///< when it was last known to be right; UTC
    bool isKept = false;            ///< from disk: the registry did not answer, or was not asked
    std::optional<Error> problem{}; ///< why it did not answer
};

/** What stands before the type of a node in a search: "node:". */
QString nodeTypePrefix();

/** Some packs of the registry. */
struct RegistryPage
{
    QList<RegistryNode> nodes{};
    int page = 1;
    int pages = 1;
    int total = 0;
    RegistryFreshness freshness{};
};

struct RegistryPack
{
    RegistryNode node{};
    QList<RegistryVersion> versions{}; ///< the newest first; may be empty
    RegistryFreshness freshness{};
};

/**
 * The Comfy Registry. Answers are kept on disk and given out with their age when it cannot be
 * reached. Only recordInstall() counts an installation there; all else looks. Blocking;
 * thread-safe. What strangers wrote comes as plain text.
 *
 * Errors where nothing is kept: those of DocumentFetcher; NotFound naming the id; InvalidInput for
 * what is no id, and for answers that make no sense.
 */
class RegistryClient
{
public:
    RegistryClient(const HttpClient &http, const Clock &clock, const RegistryOptions &options);

    /** From the next question on, the registry is there: the person changed the setting. */
    void setAddress(const QUrl &address, const QStringList &plainHttpHosts);

    /** One page of the list; pages count from 1. */
    Result<RegistryPage> browse(int page, Asking asking, const JobContext &job) const;
    /** Packs that have these words, or a node of the type behind "node:". Without the registry, and
     * without a kept answer to the same question, what is kept of the list is searched. */
    Result<RegistryPage> search(const QString &words, int page, Asking asking,
                                const JobContext &job) const;
    /** Fetches the whole list, so that it can be searched without a network. Returns how many. */
    Result<int> fetchAll(const JobContext &job) const;
    Result<RegistryPack> pack(const QString &id, Asking asking, const JobContext &job) const;
    /** One version, empty: the newest, with the address of its archive. */
    Result<RegistryVersion> version(const QString &id, const QString &version, Asking asking,
                                    const JobContext &job) const;
    /** Tells the registry that this version is being installed: it counts installations. */
    Result<RegistryVersion> recordInstall(const QString &id, const QString &version,
                                          const JobContext &job) const;

private:
    Result<RegistryPage> ask(const QString &path, const class QUrlQuery &query, int page,
                             Asking asking, const JobContext &job) const;
    Result<RegistryPage> searchKept(const QString &words, int page, const Error &cause,
                                    const JobContext &job) const;
    Result<FetchedDocument> fetch(const QUrl &url, Asking asking, const JobContext &job) const;
    QUrl url(const QString &path, const class QUrlQuery &query) const;

    QStringList plainHttpHosts() const;

    const HttpClient &m_http;
    mutable QMutex m_mutex; ///< for the next two
    QUrl m_address;
    QStringList m_plainHttpHosts;
    const DocumentFetcher m_fetcher;
};

} // namespace portico
