// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/versions.h"

#include "core/base/sizes.h"
#include "core/catalogue/githubreleases.h"
#include "core/catalogue/sources.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Versions)
};

/** "0.38" of "0.38.2". */
QVersionNumber lineOf(const ComfyRelease &release)
{
    const auto version = ReleaseVersion::fromTag(release.version);
    return version ? QVersionNumber(version->number.majorVersion(), version->number.minorVersion())
                   : QVersionNumber();
}

bool isOldEnough(const ComfyRelease &release, const QDateTime &now)
{
    return release.date.isValid() && release.date <= now.addDays(-kStableAge.count());
}

/** Plain releases, newest version first. */
QList<const ComfyRelease *> plainOnes(const QList<ComfyRelease> &releases)
{
    QList<const ComfyRelease *> plain;
    for (const ComfyRelease &release : releases) {
        if (!release.isPrerelease)
            plain += &release;
    }
    std::stable_sort(plain.begin(), plain.end(), [](const ComfyRelease *a, const ComfyRelease *b) {
        return compareVersionTexts(a->version, b->version) > 0;
    });
    return plain;
}

std::optional<CatalogueEntry> bundleOf(const QString &version, const QList<CatalogueEntry> &entries)
{
    const CatalogueEntry *found = nullptr;
    for (const CatalogueEntry &entry : entries) {
        if (entry.comfyVersion != version)
            continue;
        if (!found || (!found->hasPublishedHash() && entry.hasPublishedHash()))
            found = &entry;
    }
    return found ? std::optional(*found) : std::nullopt;
}

QString generationSentence(const ComfyRelease &target, const std::optional<CatalogueEntry> &bundle)
{
    if (!bundle)
        return Text::tr("No bundle of ComfyUI %1 suits this computer, so it is composed from its "
                        "parts: Python, ComfyUI and torch are downloaded.")
            .arg(target.version);
    if (bundle->size() < 0)
        return Text::tr("A new generation is unpacked from “%1”; the present one is kept for the "
                        "way back.")
            .arg(bundle->name);
    return Text::tr("A new generation is unpacked from “%1” (%2 to download); the present one is "
                    "kept for the way back.")
        .arg(bundle->name, sizeText(bundle->size()));
}

} // namespace

const ComfyRelease *latestRelease(const QList<ComfyRelease> &releases)
{
    return plainOnes(releases).value(0, nullptr);
}

const ComfyRelease *stableRelease(const QList<ComfyRelease> &releases, const QDateTime &now)
{
    const auto plain = plainOnes(releases);
    if (plain.isEmpty())
        return nullptr;
    const QVersionNumber newestLine = lineOf(*plain.constFirst());
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const QVersionNumber line = lineOf(*plain.at(i));
        if (line == newestLine || (i > 0 && line == lineOf(*plain.at(i - 1))))
            continue; // not the last patch of an earlier line
        qsizetype first = i;
        while (first + 1 < plain.size() && lineOf(*plain.at(first + 1)) == line)
            ++first;
        if (isOldEnough(*plain.at(first), now))
            return plain.at(i);
    }
    const auto old = std::find_if(plain.begin(), plain.end(), [&](const ComfyRelease *release) {
        return isOldEnough(*release, now);
    });
    return old == plain.end() ? plain.constLast() : *old;
}

const ComfyRelease *releaseOf(const QList<ComfyRelease> &releases, Track track,
                              const QDateTime &now)
{
    switch (track) {
    case Track::Stable:
        return stableRelease(releases, now);
    case Track::Latest:
        break;
    }
    return latestRelease(releases);
}

VersionChange changeTo(const ComfyRelease &target, const QString &current,
                       const QList<CatalogueEntry> &suitable)
{
    VersionChange change;
    const int order = compareVersionTexts(target.version, current);
    if (order == 0) {
        change.needs += Text::tr("This install has ComfyUI %1 already.").arg(current);
        return change;
    }
    change.direction =
        order > 0 ? VersionChange::Direction::Newer : VersionChange::Direction::Older;
    change.bundle = bundleOf(target.version, suitable);
    change.needs += generationSentence(target, change.bundle);
    change.needs += Text::tr("What the node packs need beyond ComfyUI is resolved anew for it and "
                             "shown before anything is installed.");
    if (change.direction == VersionChange::Direction::Older)
        change.needs += Text::tr("Workflows that were saved with ComfyUI %1 may need nodes that %2 "
                                 "does not have yet.")
                            .arg(current, target.version);
    change.needs += Text::tr("Models, inputs, outputs and settings stay as they are.");
    return change;
}

Result<VersionList> comfyVersions(const GithubReleases &github, Asking asking,
                                  const JobContext &job)
{
    const auto answer = github.list(kComfyRepository, asking, job);
    if (!answer)
        return answer.error();
    VersionList list{.releases = {},
                     .asked = answer->document.asked,
                     .isKept = answer->document.isKept,
                     .problem = answer->document.problem,
                     .limit = answer->document.limit};
    for (const GithubRelease &release : answer->releases) {
        const auto version = ReleaseVersion::fromTag(release.tag);
        if (!version)
            continue;
        list.releases +=
            ComfyRelease{.tag = release.tag,
                         .version = version->text(),
                         .date = release.date,
                         .notes = release.notes,
                         .page = release.page,
                         .isPrerelease = release.isPrerelease || !version->suffix.isEmpty()};
    }
    std::stable_sort(list.releases.begin(), list.releases.end(),
                     [](const ComfyRelease &a, const ComfyRelease &b) {
                         return compareVersionTexts(a.version, b.version) > 0;
                     });
    return list;
}

} // namespace portico
