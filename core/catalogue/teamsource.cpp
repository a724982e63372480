// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/sources.h"
#include "core/catalogue/teamjson.h"
#include "core/installs/bundlesource.h"
#include "core/io/file.h"
#include "core/net/urlrules.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TeamSource)
};

class TeamSource final : public CatalogueSource
{
public:
    TeamSource(const DocumentFetcher &fetcher, const Clock &clock, const QString &address,
               QStringList plainHttpHosts)
        : m_fetcher(fetcher)
        , m_clock(clock)
        , m_address(address)
        , m_place(bundleSource(address))
        , m_plainHttpHosts(std::move(plainHttpHosts))
    { }

    QString id() const override { return "team:"_L1 + shown(); }
    QString title() const override { return Text::tr("Team catalogue %1").arg(shown()); }
    Result<SourceAnswer> entries(Asking asking, const JobContext &job) const override;

private:
    QString shown() const;
    Result<SourceAnswer> fromFile() const;
    Result<SourceAnswer> fromNetwork(Asking asking, const JobContext &job) const;
    Result<SourceAnswer> withEntries(SourceAnswer answer, const QByteArray &bytes) const;

    const DocumentFetcher &m_fetcher;
    const Clock &m_clock;
    const QString m_address;
    const Result<BundleSource> m_place;
    const QStringList m_plainHttpHosts;
};

QString TeamSource::shown() const
{
    if (!m_place)
        return m_address;
    return m_place->isLocal() ? QFileInfo(m_place->localPath).fileName() : shownUrl(m_place->url);
}

Result<SourceAnswer> TeamSource::withEntries(SourceAnswer answer, const QByteArray &bytes) const
{
    const auto catalogue = teamCatalogueFromJson(bytes, m_place->url, m_plainHttpHosts);
    if (!catalogue)
        return catalogue.error();
    answer.entries = catalogue->entries;
    for (CatalogueEntry &entry : answer.entries)
        entry.sourceId = id();
    return answer;
}

Result<SourceAnswer> TeamSource::fromFile() const
{
    const auto bytes = readFile(m_place->localPath, kMostDocumentBytes);
    if (!bytes)
        return bytes.error();
    SourceAnswer answer;
    answer.asked = m_clock.now().toUTC();
    return withEntries(std::move(answer), *bytes);
}

Result<SourceAnswer> TeamSource::fromNetwork(Asking asking, const JobContext &job) const
{
    const auto judge = [this](const QByteArray &bytes) -> Result<> {
        const auto catalogue = teamCatalogueFromJson(bytes, m_place->url, m_plainHttpHosts);
        return catalogue ? Result<>() : catalogue.error();
    };
    const auto document = m_fetcher.fetch(
        {.url = m_place->url, .plainHttpHosts = m_plainHttpHosts, .judge = judge}, asking, job);
    if (!document)
        return document.error();
    return withEntries(sourceAnswerOf(*document), document->bytes);
}

Result<SourceAnswer> TeamSource::entries(Asking asking, const JobContext &job) const
{
    if (!m_place)
        return m_place.error();
    return m_place->isLocal() ? fromFile() : fromNetwork(asking, job);
}

} // namespace

std::unique_ptr<CatalogueSource> teamSource(const DocumentFetcher &fetcher, const Clock &clock,
                                            const QString &address,
                                            const QStringList &plainHttpHosts)
{
    return std::make_unique<TeamSource>(fetcher, clock, address, plainHttpHosts);
}

} // namespace portico
