// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/bundlename.h"
#include "core/catalogue/releaseversion.h"
#include "core/catalogue/sources.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::AnymatixSource)
};

class AnymatixSource final : public CatalogueSource
{
public:
    AnymatixSource(const GithubReleases &github, QString repository)
        : m_github(github)
        , m_repository(std::move(repository))
    { }

    QString id() const override
    {
        return m_repository == kAnymatixRepository ? u"anymatix"_s : "anymatix:"_L1 + m_repository;
    }
    QString title() const override
    {
        return m_repository == kAnymatixRepository
            ? Text::tr("Anymatix releases")
            : Text::tr("Anymatix releases of %1").arg(m_repository);
    }
    Result<SourceAnswer> entries(Asking asking, const JobContext &job) const override;

private:
    std::optional<CatalogueEntry> entryOf(const GithubRelease &release,
                                          const GithubAsset &asset) const;

    const GithubReleases &m_github;
    const QString m_repository;
};

/** The version is the one of the file's name: tags are not to be trusted with it. Of ComfyUI's own
 *  version the release says nothing. */
std::optional<CatalogueEntry> AnymatixSource::entryOf(const GithubRelease &release,
                                                      const GithubAsset &asset) const
{
    const auto name = bundleNameFrom(asset.name);
    if (!name || name->pattern != BundleName::Pattern::Anymatix)
        return std::nullopt;
    CatalogueEntry entry;
    entry.id = u"%1/v%2/%3"_s.arg(id(), name->version, name->variant);
    entry.sourceId = id();
    entry.name =
        Text::tr("Anymatix portable ComfyUI %1 for %2").arg(name->version, osTitle(name->os));
    entry.version = u'v' + name->version;
    entry.date = release.date;
    entry.notes = release.notes;
    entry.page = release.page;
    entry.os = name->os;
    entry.architecture = name->architecture;
    entry.variant = name->variant;
    entry.accelerator = name->accelerator;
    entry.files = {{.url = m_github.address().fileUrl(asset.url),
                    .mirrors = {},
                    .name = asset.name,
                    .size = asset.size,
                    .sha256 = asset.sha256}};
    const auto version = ReleaseVersion::fromTag(name->version);
    const bool isOdd = !version || !version->suffix.isEmpty();
    entry.isPrerelease = release.isPrerelease || isOdd;
    return entry;
}

Result<SourceAnswer> AnymatixSource::entries(Asking asking, const JobContext &job) const
{
    const auto answer = m_github.list(m_repository, asking, job);
    if (!answer)
        return answer.error();
    SourceAnswer result = sourceAnswerOf(answer->document);
    for (const GithubRelease &release : answer->releases) {
        for (const GithubAsset &asset : release.assets) {
            if (const auto entry = entryOf(release, asset))
                result.entries.append(*entry);
        }
    }
    return result;
}

} // namespace

std::unique_ptr<CatalogueSource> anymatixSource(const GithubReleases &github,
                                                const QString &repository)
{
    return std::make_unique<AnymatixSource>(github, repository);
}

} // namespace portico
