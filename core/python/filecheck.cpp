// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/filecheck.h"

#include "core/python/torchfamily.h"

#include <QFile>
#include <QFileInfo>

namespace portico {

namespace {

bool isCode(QByteArrayView path)
{
    return (path.endsWith(".py") || isLibraryFile(path)) && !path.contains("/tests/")
        && !path.contains("/test/");
}

QString absolute(const SiteFiles &site, QByteArrayView path)
{
    return site.path + u'/' + QFile::decodeName(path.toByteArray());
}

/** Answers for one distribution, whose files mostly lie in one folder. */
class Presence
{
public:
    explicit Presence(const SiteFiles &site)
        : m_site(site)
    { }

    bool isThere(QByteArrayView path)
    {
        const QByteArrayView top = topOf(path);
        if (top.size() == path.size())
            return m_site.topFiles.contains(path.toByteArray());
        if (top != m_top) {
            m_top = top.toByteArray();
            const auto found = m_site.trees.find(m_top);
            m_tree = found == m_site.trees.end() ? nullptr : &found->second;
        }
        if (m_tree && m_tree->claim(path))
            return true;
        const bool mayLieBehindLink = m_tree ? m_tree->hasLinks() : m_site.topLinks.contains(m_top);
        return mayLieBehindLink && QFileInfo::exists(absolute(m_site, path));
    }

private:
    const SiteFiles &m_site;
    QByteArray m_top;
    const SiteTree *m_tree = nullptr;
};

/** What makes two files variants of one module: its folder and its name up to the first point. */
QByteArrayView stemOf(QByteArrayView path)
{
    return path.first(path.indexOf('.', path.lastIndexOf('/') + 1));
}

/** Modules of which there is a file for another Python and none for this one. */
PathSample foreignModules(const QList<QByteArrayView> &modules, int pythonMinor)
{
    QSet<QByteArrayView> fitting;
    for (const QByteArrayView path : modules) {
        const int minor = pythonMinorOfModule(path);
        if (minor < 0 || minor == pythonMinor)
            fitting += stemOf(path);
    }
    PathSample foreign;
    for (const QByteArrayView path : modules) {
        if (!fitting.contains(stemOf(path)))
            foreign.add(QString::fromUtf8(path));
    }
    return foreign;
}

} // namespace

QByteArrayView topOf(QByteArrayView path)
{
    const qsizetype slash = path.indexOf('/');
    return slash < 0 ? path : path.first(slash);
}

bool isLibraryFile(QByteArrayView path)
{
    if (path.endsWith(".py"))
        return false; // most are
    return path.endsWith(".so") || path.endsWith(".pyd") || path.endsWith(".dll")
        || path.endsWith(".dylib") || path.contains(".so.");
}

int pythonMinorOfModule(QByteArrayView path)
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
    QList<QByteArrayView> modules;
    Presence presence(site);
    for (const RecordedFile &file : distribution.files) {
        if (file.path.startsWith(ownFolder))
            continue;
        if (!presence.isThere(file.path)) {
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
