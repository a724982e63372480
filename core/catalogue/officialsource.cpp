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
    CatalogueEntry entry;
    entry.id = u"official/%1/%2"_s.arg(release.tag, name->variant);
    entry.sourceId = id();
    entry.name = Text::tr("ComfyUI %1, official portable for %2")
                     .arg(version->text(), vendorText(name->variant));
    entry.version = release.tag;
    entry.comfyVersion = version->text();
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
    entry.isPrerelease = release.isPrerelease;
    return entry;
}

Result<SourceAnswer> OfficialSource::entries(Asking asking, const JobContext &job) const
{
    const auto answer = m_github.list(kComfyRepository, asking, job);
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

std::unique_ptr<CatalogueSource> officialSource(const GithubReleases &github)
{
    return std::make_unique<OfficialSource>(github);
}

} // namespace portico
