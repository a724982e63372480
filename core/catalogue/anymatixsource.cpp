// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/bundlename.h"
#include "core/catalogue/releaseentries.h"
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
    CatalogueEntry entry = entryOfAsset(release, asset, *name, m_github.address());
    entry.id = u"%1/v%2/%3"_s.arg(id(), name->version, name->variant);
    entry.sourceId = id();
    entry.name =
        Text::tr("Anymatix portable ComfyUI %1 for %2").arg(name->version, osTitle(name->os));
    entry.version = u'v' + name->version;
    const auto version = ReleaseVersion::fromTag(name->version);
    const bool isOdd = !version || !version->suffix.isEmpty();
    entry.isPrerelease = release.isPrerelease || isOdd;
    return entry;
}

Result<SourceAnswer> AnymatixSource::entries(Asking asking, const JobContext &job) const
{
    return releaseEntries(
        m_github, m_repository,
        [this](const GithubRelease &release, const GithubAsset &asset) {
            return entryOf(release, asset);
        },
        asking, job);
}

} // namespace

std::unique_ptr<CatalogueSource> anymatixSource(const GithubReleases &github,
                                                const QString &repository)
{
    return std::make_unique<AnymatixSource>(github, repository);
}

} // namespace portico
