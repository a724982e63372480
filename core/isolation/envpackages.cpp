// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envpackages.h"

#include "core/isolation/envplaces.h"
#include "core/python/distribution.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString sitePackages(const QString &place, Os os)
{
    if (os == Os::Windows)
        return envSitePackages(place, {}, os);
    const QDir library(envPrefix(place) + "/lib"_L1);
    for (const QString &name : library.entryList({u"python3.*"_s}, QDir::Dirs)) {
        if (QDir(library.filePath(name + "/site-packages"_L1)).exists())
            return library.filePath(name + "/site-packages"_L1);
    }
    return {};
}

QString firstLostFile(const Distribution &distribution, const QString &site)
{
    for (const RecordedFile &file : distribution.files) {
        const bool isCode =
            file.path.endsWith(".py") || file.path.endsWith(".so") || file.path.endsWith(".pyd");
        const QString path = QString::fromUtf8(file.path);
        if (isCode && !QFileInfo::exists(site + u'/' + path))
            return path;
    }
    return {};
}

} // namespace

EnvPackages lookAtEnvPackages(const QString &place, Os os)
{
    EnvPackages packages;
    const QString site = sitePackages(place, os);
    if (site.isEmpty())
        return packages;
    for (const QString &info : QDir(site).entryList({u"*.dist-info"_s}, QDir::Dirs)) {
        const Distribution distribution = readDistribution(site, info);
        ++packages.count;
        packages.lostFile = distribution.hasRecord ? firstLostFile(distribution, site) : QString();
        if (!packages.lostFile.isEmpty()) {
            packages.damaged = distribution.name;
            break;
        }
    }
    return packages;
}

} // namespace portico
