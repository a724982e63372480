// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/standalonefiles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

BundleFile fileOf(const GithubAsset &asset, const GithubAddress &address)
{
    return {.url = address.fileUrl(asset.url),
            .mirrors = {},
            .name = asset.name,
            .size = asset.size,
            .sha256 = asset.sha256};
}

const GithubAsset *assetNamed(const GithubRelease &release, const QString &name)
{
    const auto found = std::find_if(release.assets.begin(), release.assets.end(),
                                    [&](const GithubAsset &asset) { return asset.name == name; });
    return found == release.assets.end() ? nullptr : &*found;
}

/** The whole archive, or its volumes from 001 on. Empty: not there, or without hashes. */
QList<BundleFile> hashedFiles(const StandaloneRelease &wanted, const GithubRelease &release,
                              const GithubAddress &address)
{
    QList<BundleFile> files;
    if (const GithubAsset *whole = assetNamed(release, wanted.file)) {
        files = {fileOf(*whole, address)};
    } else {
        for (int number = 1; number <= 999; ++number) {
            const GithubAsset *volume =
                assetNamed(release, u"%1.%2"_s.arg(wanted.file).arg(number, 3, 10, QChar(u'0')));
            if (!volume)
                break;
            files += fileOf(*volume, address);
        }
    }
    qint64 bytes = 0;
    for (const BundleFile &file : std::as_const(files)) {
        if (!file.sha256 || file.size <= 0)
            return {};
        bytes += file.size;
    }
    return wanted.size > 0 && bytes != wanted.size ? QList<BundleFile>() : files;
}

} // namespace

QList<QUrl> standalonePlaces(const QString &mirror)
{
    if (!mirror.isEmpty())
        return {QUrl(mirror)};
    return {QUrl(u"https://desktop-assets.comfy.org/standalone-environments"_s),
            QUrl(u"https://storage.googleapis.com/comfy-desktop-public/standalone-environments"_s)};
}

QUrl standaloneUrl(const QUrl &place, const QString &path)
{
    QUrl url = place.adjusted(QUrl::StripTrailingSlash);
    url.setPath(url.path() + u'/' + path);
    return url;
}

QList<BundleFile> standaloneFiles(const StandaloneRelease &release, const QList<QUrl> &places,
                                  const QList<GithubRelease> &published,
                                  const GithubAddress &address)
{
    QList<QUrl> own;
    for (const QUrl &place : places)
        own += standaloneUrl(place, release.variant + u'/' + release.tag + u'/' + release.file);
    for (const GithubRelease &candidate : published) {
        if (candidate.tag != release.tag)
            continue;
        QList<BundleFile> files = hashedFiles(release, candidate, address);
        if (files.isEmpty())
            continue;
        // In one piece both places have the same bytes: either may deliver them.
        if (files.size() == 1 && files.constFirst().name == release.file)
            files.first().mirrors += own;
        return files;
    }
    return {{.url = own.constFirst(),
             .mirrors = own.mid(1),
             .name = release.file,
             .size = release.size,
             .sha256 = {}}};
}

} // namespace portico
