// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/bundlename.h"
#include "core/catalogue/releaseversion.h"
#include "core/catalogue/sources.h"
#include "core/catalogue/standalonefiles.h"
#include "core/catalogue/standalonejson.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::StandaloneSource)
};

using Releases = QList<StandaloneRelease>;

class StandaloneSource final : public CatalogueSource
{
public:
    StandaloneSource(const DocumentFetcher &fetcher, const GithubReleases &github,
                     const QString &mirror, Os os, QStringList plainHttpHosts)
        : m_fetcher(fetcher)
        , m_github(github)
        , m_places(standalonePlaces(mirror))
        , m_os(os)
        , m_plainHttpHosts(std::move(plainHttpHosts))
    { }

    QString id() const override { return u"standalone"_s; }
    QString title() const override { return Text::tr("Standalone environments of Comfy-Org"); }
    Result<SourceAnswer> entries(Asking asking, const JobContext &job) const override;

private:
    using Reader = std::function<Result<Releases>(const QByteArray &)>;
    struct Read
    {
        Releases releases{};
        SourceAnswer answer{};
    };
    Result<Read> read(const QString &path, const Reader &reader, Asking asking,
                      const JobContext &job) const;
    Releases withOlder(const Releases &latest, Asking asking, const JobContext &job) const;
    CatalogueEntry entryOf(const StandaloneRelease &release,
                           const QList<GithubRelease> &published) const;

    const DocumentFetcher &m_fetcher;
    const GithubReleases &m_github;
    const QList<QUrl> m_places;
    const Os m_os;
    const QStringList m_plainHttpHosts;
};

/** From the first place that answers; else what is kept of any. */
Result<StandaloneSource::Read> StandaloneSource::read(const QString &path, const Reader &reader,
                                                      Asking asking, const JobContext &job) const
{
    std::optional<Result<Read>> best;
    for (const QUrl &place : m_places) {
        const auto judge = [&reader](const QByteArray &bytes) -> Result<> {
            const auto releases = reader(bytes);
            return releases ? Result<>() : releases.error();
        };
        const auto document = m_fetcher.fetch(
            {.url = standaloneUrl(place, path), .plainHttpHosts = m_plainHttpHosts, .judge = judge},
            asking, job);
        const auto releases = document ? reader(document->bytes) : document.error();
        if (releases && (!best || !*best))
            best = Read{.releases = *releases, .answer = sourceAnswerOf(*document)};
        else if (!releases && !best)
            best = Result<Read>(releases.error());
        const bool isFresh = releases && !document->problem;
        if (isFresh || job.isCancelled()) {
            if (isFresh)
                best = Read{.releases = *releases, .answer = sourceAnswerOf(*document)};
            break;
        }
    }
    return *best;
}

/** The older releases too, of the variants that can run here: for a chosen version. */
Releases StandaloneSource::withOlder(const Releases &latest, Asking asking,
                                     const JobContext &job) const
{
    Releases all = latest;
    for (const StandaloneRelease &newest : latest) {
        const auto variant = standaloneVariant(newest.variant);
        if (!variant || variant->os != m_os || job.isCancelled())
            continue;
        const auto reader = [&newest](const QByteArray &bytes) {
            return standaloneReleasesFromJson(bytes, newest.variant);
        };
        const auto older = read(newest.variant + "/releases.json"_L1, reader, asking, job);
        if (!older) {
            if (older.error().code != ErrorCode::NotFound) // else there is no other release of it
                job.log(older.error().message);
            continue;
        }
        for (const StandaloneRelease &release : older->releases) {
            if (release.tag != newest.tag)
                all.append(release);
        }
    }
    return all;
}

CatalogueEntry StandaloneSource::entryOf(const StandaloneRelease &release,
                                         const QList<GithubRelease> &published) const
{
    const auto variant = standaloneVariant(release.variant);
    const auto version = ReleaseVersion::fromTag(release.comfyVersion);
    CatalogueEntry entry;
    entry.id = u"standalone/%1/%2"_s.arg(release.tag, release.variant);
    entry.sourceId = id();
    entry.comfyVersion = version ? version->text() : release.comfyVersion;
    entry.name =
        Text::tr("ComfyUI %1, standalone environment %2").arg(entry.comfyVersion, release.variant);
    entry.version = release.tag;
    entry.date = release.date;
    entry.os = variant->os;
    entry.architecture = variant->architecture;
    entry.variant = release.variant;
    entry.accelerator = acceleratorOfLabel(release.torchVersion);
    if (!entry.accelerator)
        entry.accelerator = variant->accelerator;
    entry.pythonVersion = release.pythonVersion;
    entry.torchVersion = release.torchVersion;
    entry.files = standaloneFiles(release, m_places, published, m_github.address());
    entry.isPrerelease = !version || !version->suffix.isEmpty();
    return entry;
}

Result<SourceAnswer> StandaloneSource::entries(Asking asking, const JobContext &job) const
{
    const auto latest = read(u"latest.json"_s, standaloneLatestFromJson, asking, job);
    if (!latest)
        return latest.error();
    SourceAnswer result = latest->answer;
    const Releases all = withOlder(latest->releases, asking, job);
    auto published = m_github.list(kStandaloneRepository, asking, job);
    const bool isLeft = !published && published.error().code == ErrorCode::Cancelled;
    if (isLeft) // it was silent for too long: what is kept of it counts
        published = m_github.list(kStandaloneRepository, Asking::Never, {});
    const QList<GithubRelease> hashes = published ? published->releases : QList<GithubRelease>();
    for (const StandaloneRelease &release : all)
        result.entries.append(entryOf(release, hashes));
    std::stable_sort(
        result.entries.begin(), result.entries.end(),
        [](const CatalogueEntry &a, const CatalogueEntry &b) { return a.date > b.date; });
    if (published)
        result.limit = published->document.limit;
    if (isLeft)
        result.problem = cancelledError();
    else if (!published && !result.problem)
        result.problem = published.error().inContext(
            Text::tr("The published hashes of the standalone environments could not be had."));
    return result;
}

} // namespace

std::unique_ptr<CatalogueSource> standaloneSource(const DocumentFetcher &fetcher,
                                                  const GithubReleases &github,
                                                  const QString &mirror, Os os,
                                                  const QStringList &plainHttpHosts)
{
    return std::make_unique<StandaloneSource>(fetcher, github, mirror, os, plainHttpHosts);
}

} // namespace portico
