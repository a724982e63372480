// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/filecheck.h"

#include "core/python/torchfamily.h"

#include <QFile>
#include <QFileInfo>

namespace portico {

namespace {

bool isCode(const QByteArray &path)
{
    return (path.endsWith(".py") || isLibraryFile(path)) && !path.contains("/tests/")
        && !path.contains("/test/");
}

QString absolute(const SiteFiles &site, const QByteArray &path)
{
    return site.path + u'/' + QFile::decodeName(path);
}

bool isThere(const SiteFiles &site, const QByteArray &path)
{
    const qsizetype slash = path.indexOf('/');
    const QByteArray top = path.left(slash);
    if (slash < 0)
        return site.topFiles.contains(path);
    const auto tree = site.trees.find(top);
    if (tree != site.trees.end() && tree->second.claim(path))
        return true;
    const bool mayLieBehindLink =
        tree != site.trees.end() ? tree->second.hasLinks() : site.topLinks.contains(top);
    return mayLieBehindLink && QFileInfo::exists(absolute(site, path));
}

/** What makes two files variants of one module: its folder and its name up to the first point. */
QByteArray stemOf(const QByteArray &path)
{
    const qsizetype slash = path.lastIndexOf('/');
    const qsizetype point = path.indexOf('.', slash + 1);
    return path.left(point);
}

/** Modules of which there is a file for another Python and none for this one. */
PathSample foreignModules(const QList<QByteArray> &modules, int pythonMinor)
{
    QSet<QByteArray> fitting;
    for (const QByteArray &path : modules) {
        const int minor = pythonMinorOfModule(path);
        if (minor < 0 || minor == pythonMinor)
            fitting += stemOf(path);
    }
    PathSample foreign;
    for (const QByteArray &path : modules) {
        if (!fitting.contains(stemOf(path)))
            foreign.add(QString::fromUtf8(path));
    }
    return foreign;
}

} // namespace

bool isLibraryFile(const QByteArray &path)
{
    return path.endsWith(".so") || path.endsWith(".pyd") || path.endsWith(".dll")
        || path.endsWith(".dylib") || path.contains(".so.");
}

int pythonMinorOfModule(const QByteArray &path)
{
    for (const char *mark : {".cpython-3", ".cp3"}) {
        const qsizetype begin = path.lastIndexOf(mark);
        if (begin < 0)
            continue;
        const qsizetype digits = begin + static_cast<qsizetype>(qstrlen(mark));
        qsizetype end = digits;
        while (end < path.size() && path.at(end) >= '0' && path.at(end) <= '9')
            ++end;
        if (end > digits && end - digits <= 3)
            return path.sliced(digits, end - digits).toInt();
    }
    return -1;
}

DistributionFiles checkFiles(const Distribution &distribution, const SiteFiles &site,
                             int pythonMinor)
{
    DistributionFiles seen;
    const QByteArray ownFolder = distribution.infoName.toUtf8() + '/';
    const bool isTorch = isOfTorchFamily(distribution.name);
    QList<QByteArray> modules;
    for (const RecordedFile &file : distribution.files) {
        if (file.path.startsWith(ownFolder))
            continue;
        if (!isThere(site, file.path)) {
            (isCode(file.path) ? seen.missingCode : seen.missingOther)
                .add(QString::fromUtf8(file.path));
            continue;
        }
        ++seen.present;
        const bool isLibrary = isLibraryFile(file.path);
        if (isLibrary)
            modules += file.path;
        if (isTorch && file.size >= 0 && (isLibrary || file.path.endsWith("/version.py"))
            && QFileInfo(absolute(site, file.path)).size() != file.size)
            seen.resized.add(QString::fromUtf8(file.path));
    }
    if (pythonMinor >= 0)
        seen.foreignModules = foreignModules(modules, pythonMinor);
    return seen;
}

} // namespace portico
