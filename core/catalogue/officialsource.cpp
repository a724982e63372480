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
    Q_DECLARE_TR_FUNCTIONS(portico::OfficialSource)
};

QString vendorText(const QString &variant)
{
    if (variant == "nvidia"_L1)
        return u"NVIDIA"_s;
    if (variant == "amd"_L1)
        return u"AMD"_s;
    if (variant == "intel"_L1)
        return u"Intel"_s;
    return "NVIDIA, "_L1 + QString(variant).remove("nvidia_"_L1); // "NVIDIA, cu126"
}

class OfficialSource final : public CatalogueSource
{
public:
    explicit OfficialSource(const GithubReleases &github)
        : m_github(github)
    { }

    QString id() const override { return u"official"_s; }
    QString title() const override { return Text::tr("Official portable"); }
    Result<SourceAnswer> entries(Asking asking, const JobContext &job) const override;

private:
    std::optional<CatalogueEntry> entryOf(const GithubRelease &release,
                                          const GithubAsset &asset) const;

    const GithubReleases &m_github;
};

/** Releases with odd tags ("latest" of the nightly builds) are no versions: left out. */
std::optional<CatalogueEntry> OfficialSource::entryOf(const GithubRelease &release,
                                                      const GithubAsset &asset) const
{
    const auto version = ReleaseVersion::fromTag(release.tag);
    const auto name = bundleNameFrom(asset.name, release.date.date());
    if (!version || !name || name->pattern != BundleName::Pattern::Official)
        return std::nullopt;
    CatalogueEntry entry = entryOfAsset(release, asset, *name, m_github.address());
    entry.id = u"official/%1/%2"_s.arg(release.tag, name->variant);
    entry.sourceId = id();
    entry.name = Text::tr("ComfyUI %1, official portable for %2")
                     .arg(version->text(), vendorText(name->variant));
    entry.version = release.tag;
    entry.comfyVersion = version->text();
    return entry;
}

Result<SourceAnswer> OfficialSource::entries(Asking asking, const JobContext &job) const
{
    return releaseEntries(
        m_github, kComfyRepository,
        [this](const GithubRelease &release, const GithubAsset &asset) {
            return entryOf(release, asset);
        },
        asking, job);
}

} // namespace

std::unique_ptr<CatalogueSource> officialSource(const GithubReleases &github)
{
    return std::make_unique<OfficialSource>(github);
}

} // namespace portico
