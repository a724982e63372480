// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/registryclient.h"

#include "core/io/json.h"
#include "core/platform/filerules.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RegistryClient)
};

constexpr int kPageSize = 100;
constexpr int kMostPages = 1000;
constexpr qint64 kMostInstallAnswer = 1 << 20;

Error noSense(const QUrl &url)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("%1 did not answer as the Comfy Registry does.").arg(url.host()),
            .nextStep = Text::tr("Check the address of the registry in the settings, or try again "
                                 "later."),
            .detail = url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)};
}

Error noSuchPack(const QString &id, const QString &version)
{
    return {.code = ErrorCode::NotFound,
            .message = version.isEmpty()
                ? Text::tr("The Comfy Registry has no node pack “%1”.").arg(id)
                : Text::tr("The Comfy Registry has no version %2 of “%1”.").arg(id, version),
            .nextStep = version.isEmpty()
                ? Text::tr("Search it: porticoctl nodes search WORDS.")
                : Text::tr("See which there are: porticoctl nodes info %1.").arg(id),
            .detail = {}};
}

Error notAnId(const QString &text)
{
    return {.code = ErrorCode::InvalidInput,
            .message = Text::tr("“%1” is no id or version of the Comfy Registry.").arg(text),
            .nextStep = Text::tr("An id has letters, digits, “-”, “_” and “.”, such as "
                                 "comfyui-impact-pack."),
            .detail = {}};
}

/** A NotFound of the server is about the pack, not about an address. */
Error aboutPack(const Error &error, const QString &id, const QString &version)
{
    if (error.code != ErrorCode::NotFound || !error.detail.contains("404"_L1))
        return error;
    Error named = noSuchPack(id, version);
    named.detail = error.detail;
    return named;
}

RegistryFreshness freshnessOf(const FetchedDocument &document)
{
    return {.asked = document.asked, .isKept = document.isKept, .problem = document.problem};
}

Result<> judgeObject(const QByteArray &bytes)
{
    const auto object = parseJsonObject(bytes);
    return object ? Result<>() : object.error();
}

bool hasWords(const RegistryNode &node, const QStringList &words)
{
    const QString text =
        (QStringList{node.id, node.name, node.description, node.author, node.publisher} + node.tags)
            .join(u'\n');
    return std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return text.contains(word, Qt::CaseInsensitive);
    });
}

QList<RegistryVersion> versionsIn(const QByteArray &bytes)
{
    QList<RegistryVersion> versions;
    const auto array = parseJsonArray(bytes);
    if (!array)
        return versions;
    for (const QJsonValue value : *array) {
        if (const auto version = registryVersionFromJson(value.toObject()))
            versions += *version;
    }
    std::stable_sort(versions.begin(), versions.end(),
                     [](const auto &a, const auto &b) { return a.created > b.created; });
    return versions;
}

} // namespace

QUrl defaultRegistry()
{
    return QUrl(u"https://api.comfy.org"_s);
}

RegistryClient::RegistryClient(const HttpClient &http, const Clock &clock,
                               const RegistryOptions &options)
    : m_http(http)
    , m_address(options.address)
    , m_plainHttpHosts(options.plainHttpHosts)
    , m_fetcher(http, clock, DocumentCache(options.cache))
{ }

void RegistryClient::setAddress(const QUrl &address, const QStringList &plainHttpHosts)
{
    const QMutexLocker lock(&m_mutex);
    m_address = address;
    m_plainHttpHosts = plainHttpHosts;
}

QStringList RegistryClient::plainHttpHosts() const
{
    const QMutexLocker lock(&m_mutex);
    return m_plainHttpHosts;
}

QUrl RegistryClient::url(const QString &path, const QUrlQuery &query) const
{
    m_mutex.lock();
    QUrl url = m_address.isEmpty() ? defaultRegistry() : m_address;
    m_mutex.unlock();
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path);
    url.setQuery(query);
    return url;
}

Result<FetchedDocument> RegistryClient::fetch(const QUrl &url, Asking asking,
                                              const JobContext &job) const
{
    DocumentFetcher::Request request{.url = url};
    request.plainHttpHosts = plainHttpHosts();
    if (!url.path().endsWith("/versions"_L1))
        request.judge = judgeObject;
    return m_fetcher.fetch(request, asking, job);
}

Result<RegistryPage> RegistryClient::ask(const QString &path, const QUrlQuery &query, int page,
                                         Asking asking, const JobContext &job) const
{
    QUrlQuery full;
    full.addQueryItem(u"page"_s, QString::number(page));
    full.addQueryItem(u"limit"_s, QString::number(kPageSize));
    for (const auto &[key, value] : query.queryItems(QUrl::FullyEncoded))
        full.addQueryItem(key, value);
    const QUrl address = url(path, full);
    const Result<FetchedDocument> document = fetch(address, asking, job);
    if (!document)
        return document.error();
    const Result<QJsonObject> object = parseJsonObject(document->bytes);
    if (!object || !object->value("nodes"_L1).isArray())
        return noSense(address);
    RegistryPage answer{.page = page, .freshness = freshnessOf(*document)};
    answer.pages = std::clamp(object->value("totalPages"_L1).toInt(1), 1, kMostPages);
    const QJsonArray nodes = object->value("nodes"_L1).toArray();
    for (const QJsonValue value : nodes) {
        if (const auto node = registryNodeFromJson(value.toObject()))
            answer.nodes += *node;
    }
    answer.total =
        std::max(object->value("total"_L1).toInt(), static_cast<int>(answer.nodes.size()));
    return answer;
}

Result<RegistryPage> RegistryClient::browse(int page, Asking asking, const JobContext &job) const
{
    return ask(u"/nodes"_s, {}, page, asking, job);
}

Result<int> RegistryClient::fetchAll(const JobContext &job) const
{
    const QString step = Text::tr("Fetch the list of node packs");
    int count = 0;
    int pages = 1;
    for (int page = 1; page <= pages; ++page) {
        const Result<RegistryPage> answer = browse(page, Asking::Always, job);
        if (!answer)
            return answer.error();
        if (answer->freshness.problem)
            return *answer->freshness.problem;
        pages = answer->pages;
        count += static_cast<int>(answer->nodes.size());
        job.report({.step = step, .done = page, .total = pages, .unit = ProgressUnit::Items});
    }
    return count;
}

QString nodeTypePrefix()
{
    return u"node:"_s;
}

Result<RegistryPage> RegistryClient::search(const QString &words, int page, Asking asking,
                                            const JobContext &job) const
{
    const QString prefix = nodeTypePrefix();
    const bool isType = words.startsWith(prefix);
    const QString wanted = isType ? words.mid(prefix.size()).trimmed() : words.simplified();
    QUrlQuery query;
    query.addQueryItem(isType ? u"comfy_node_search"_s : u"search"_s,
                       QString::fromLatin1(QUrl::toPercentEncoding(wanted)));
    const Result<RegistryPage> answer = ask(u"/nodes/search"_s, query, page, asking, job);
    if (answer || answer.error().code == ErrorCode::Cancelled)
        return answer;
    return searchKept(wanted, page, answer.error(), job);
}

Result<RegistryPage> RegistryClient::searchKept(const QString &words, int page, const Error &cause,
                                                const JobContext &job) const
{
    RegistryPage found{.page = 1, .freshness = {.isKept = true, .problem = cause}};
    QList<RegistryNode> all;
    int pages = 1;
    for (int number = 1; number <= pages; ++number) {
        const Result<RegistryPage> kept = browse(number, Asking::Never, job);
        if (!kept)
            break;
        pages = kept->pages;
        const QDateTime &oldest = found.freshness.asked;
        if (!oldest.isValid() || kept->freshness.asked < oldest)
            found.freshness.asked = kept->freshness.asked;
        for (const RegistryNode &node : kept->nodes) {
            if (hasWords(node, words.simplified().split(u' ', Qt::SkipEmptyParts)))
                all += node;
        }
    }
    if (!found.freshness.asked.isValid())
        return cause;
    found.page = page;
    found.total = static_cast<int>(all.size());
    found.pages = std::max(1, (found.total + kPageSize - 1) / kPageSize);
    found.nodes = all.mid(static_cast<qsizetype>(page - 1) * kPageSize, kPageSize);
    return found;
}

Result<RegistryPack> RegistryClient::pack(const QString &id, Asking asking,
                                          const JobContext &job) const
{
    if (!isRegistryId(id))
        return notAnId(id);
    const QUrl address = url(u"/nodes/"_s + id, {});
    const Result<FetchedDocument> document = fetch(address, asking, job);
    if (!document)
        return aboutPack(document.error(), id, {});
    const Result<QJsonObject> object = parseJsonObject(document->bytes);
    const auto node = object ? registryNodeFromJson(*object) : std::nullopt;
    if (!node || collisionKey(node->id) != collisionKey(id))
        return noSense(address);
    RegistryPack pack{.node = *node, .freshness = freshnessOf(*document)};
    QUrlQuery query;
    query.addQueryItem(u"statuses"_s, u"NodeVersionStatusActive"_s);
    query.addQueryItem(u"statuses"_s, u"NodeVersionStatusPending"_s);
    const Result<FetchedDocument> versions =
        fetch(url(u"/nodes/%1/versions"_s.arg(id), query), asking, job);
    if (versions)
        pack.versions = versionsIn(versions->bytes);
    else if (versions.error().code == ErrorCode::Cancelled)
        return versions.error();
    if (pack.versions.isEmpty() && node->latest)
        pack.versions += *node->latest;
    return pack;
}

Result<RegistryVersion> RegistryClient::version(const QString &id, const QString &version,
                                                Asking asking, const JobContext &job) const
{
    const Result<RegistryPack> known = pack(id, asking, job);
    if (!known)
        return known.error();
    if (version.isEmpty()) {
        if (known->node.latest)
            return *known->node.latest;
        return known->versions.isEmpty() ? Result<RegistryVersion>(noSuchPack(id, {}))
                                         : known->versions.constFirst();
    }
    for (const RegistryVersion &one : known->versions) {
        if (one.version == version)
            return one;
    }
    // One that is not offered any more is still told of.
    if (!isRegistryVersion(version))
        return notAnId(version);
    const QUrl address = url(u"/nodes/%1/versions/%2"_s.arg(id, version), {});
    const Result<FetchedDocument> document = fetch(address, asking, job);
    if (!document)
        return aboutPack(document.error(), id, version);
    const Result<QJsonObject> object = parseJsonObject(document->bytes);
    const auto found = object ? registryVersionFromJson(*object) : std::nullopt;
    return found ? Result<RegistryVersion>(*found) : noSense(address);
}

Result<RegistryVersion> RegistryClient::recordInstall(const QString &id, const QString &version,
                                                      const JobContext &job) const
{
    if (!isRegistryId(id) || !isRegistryVersion(version))
        return notAnId(isRegistryId(id) ? version : id);
    QUrlQuery query;
    query.addQueryItem(u"version"_s, version);
    HttpRequest request;
    request.url = url(u"/nodes/%1/install"_s.arg(id), query);
    request.headers = {{"Accept", "application/json"}};
    request.plainHttpHosts = plainHttpHosts();
    const Result<QByteArray> bytes = getDocument(m_http, request, kMostInstallAnswer, job);
    if (!bytes)
        return aboutPack(bytes.error(), id, version);
    const Result<QJsonObject> object = parseJsonObject(*bytes);
    const auto found = object ? registryVersionFromJson(*object) : std::nullopt;
    return found ? Result<RegistryVersion>(*found) : noSense(request.url);
}

} // namespace portico
