// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/driftgroups.h"

#include "core/python/distribution.h"
#include "core/python/torchfamily.h"

#include <QDir>
#include <QHash>
#include <QMap>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

using Change = DriftedFile::Change;

/** Sorts files to their packages; one tree. */
class Grouping
{
public:
    Grouping(QList<DriftedFile> &files, const GroupRequest &request)
        : m_files(files)
        , m_request(request)
    { }

    QList<DriftGroup> run();

private:
    void readSites();
    void readRecords(const QString &folder, const QString &site);
    void claim(const Distribution &distribution, const QString &site);
    QString ownerOf(const QString &path, const QString &inSite) const;
    DriftGroup &groupOf(const DriftedFile &file);
    void tellVersions();

    QList<DriftedFile> &m_files;
    const GroupRequest &m_request;
    QSet<QString> m_drifted;          ///< paths
    QHash<QString, QString> m_owners; ///< package by path
    QHash<QString, QString> m_tops;   ///< package by site and top folder
    QMap<QString, QString> m_now;     ///< versions in the folder
    QMap<QString, QString> m_before;  ///< versions that drifted away, and of m_now what did not
    QSet<QString> m_fresh;            ///< packages whose metadata was added
    QMap<std::pair<int, QString>, DriftGroup> m_groups;
};

void Grouping::claim(const Distribution &distribution, const QString &site)
{
    const QString prefix = site.isEmpty() ? QString() : site + u'/';
    for (const RecordedFile &file : distribution.files) {
        const QString path = QString::fromUtf8(file.path);
        const QString top = prefix + path.section(u'/', 0, 0);
        if (!m_tops.contains(top))
            m_tops.insert(top, distribution.name);
        if (m_drifted.contains(prefix + path) && !m_owners.contains(prefix + path))
            m_owners.insert(prefix + path, distribution.name);
    }
}

void Grouping::readRecords(const QString &folder, const QString &site)
{
    const QString place = site.isEmpty() ? folder : folder + u'/' + site;
    for (const QString &name : QDir(place).entryList({u"*.dist-info"_s, u"*.egg-info"_s},
                                                     QDir::AllEntries | QDir::NoDotAndDotDot))
        claim(readDistribution(place, name), site);
}

/** Every site-packages folder that something drifted in; as they were first, then as they are. */
void Grouping::readSites()
{
    QSet<QString> sites;
    for (const DriftedFile &file : std::as_const(m_files)) {
        m_drifted.insert(file.path);
        const QString inSite = pathInSite(file.path, m_request.isLayer);
        if (inSite.isEmpty())
            continue;
        sites.insert(file.path.chopped(inSite.size() + 1));
        const auto info = infoName(inSite.section(u'/', 0, 0));
        if (!info)
            continue;
        if (file.change != Change::Added)
            m_before.insert(info->package, info->version);
        if (file.change == Change::Added)
            m_fresh.insert(info->package);
    }
    for (const QString &site : std::as_const(sites)) {
        const QString place = m_request.folder + u'/' + site;
        for (const QString &name :
             QDir(place).entryList({u"*.dist-info"_s}, QDir::Dirs | QDir::NoDotAndDotDot)) {
            if (const auto info = infoName(name))
                m_now.insert(info->package, info->version);
        }
        if (!m_request.pristine.isEmpty())
            readRecords(m_request.pristine, site);
        readRecords(m_request.folder, site);
    }
}

QString Grouping::ownerOf(const QString &path, const QString &inSite) const
{
    const QString top = inSite.section(u'/', 0, 0);
    if (const auto info = infoName(top))
        return info->package;
    if (const auto owner = m_owners.constFind(path); owner != m_owners.constEnd())
        return *owner;
    if (const auto owner = m_tops.constFind(path.chopped(inSite.size()) + top);
        owner != m_tops.constEnd())
        return *owner;
    return normalisedPackage(top.section(u'.', 0, 0));
}

DriftGroup &Grouping::groupOf(const DriftedFile &file)
{
    const QString inSite = pathInSite(file.path, m_request.isLayer);
    DriftGroup group;
    if (!inSite.isEmpty()) {
        group.name = ownerOf(file.path, inSite);
    } else if (!m_request.comfyFolder.isEmpty()
               && file.path.startsWith(m_request.comfyFolder + u'/')) {
        group.kind = DriftGroup::Kind::Program;
        group.name = u"ComfyUI"_s;
    } else if (!m_request.pythonFolder.isEmpty()
               && file.path.startsWith(m_request.pythonFolder + u'/')) {
        group.kind = DriftGroup::Kind::Python;
        group.name = u"Python"_s;
    } else {
        group.kind = DriftGroup::Kind::Other;
        group.name = file.path.section(u'/', 0, 0);
    }
    const auto key = std::pair(static_cast<int>(group.kind), group.name);
    const auto found = m_groups.find(key);
    return found != m_groups.end() ? *found : *m_groups.insert(key, group);
}

void Grouping::tellVersions()
{
    for (DriftGroup &group : m_groups) {
        if (group.kind != DriftGroup::Kind::Package)
            continue;
        group.now = m_now.value(group.name);
        group.before = m_before.value(group.name);
        if (group.before.isEmpty() && !m_fresh.contains(group.name))
            group.before = group.now; // its metadata is as it was
    }
}

QList<DriftGroup> Grouping::run()
{
    readSites();
    for (DriftedFile &file : m_files) {
        DriftGroup &group = groupOf(file);
        file.group = group.name;
        switch (file.change) {
        case Change::Changed:
            ++group.changed;
            group.bytes += file.bytes;
            break;
        case Change::Added:
            ++group.added;
            break;
        case Change::Removed:
            ++group.removed;
            group.bytes += file.bytes;
            break;
        }
    }
    tellVersions();
    QList<DriftGroup> groups = m_groups.values();
    std::stable_sort(groups.begin(), groups.end(), [](const DriftGroup &a, const DriftGroup &b) {
        const bool isFirst = isOfTorchFamily(a.name) && a.kind == DriftGroup::Kind::Package;
        const bool isOther = isOfTorchFamily(b.name) && b.kind == DriftGroup::Kind::Package;
        return isFirst && !isOther;
    });
    return groups;
}

} // namespace

std::optional<InfoName> infoName(QStringView folder)
{
    constexpr QLatin1StringView ending(".dist-info");
    const qsizetype dash = folder.indexOf(u'-');
    if (!folder.endsWith(ending) || dash <= 0 || dash + ending.size() >= folder.size())
        return std::nullopt;
    return InfoName{.package = normalisedPackage(folder.first(dash)),
                    .version = folder.sliced(dash + 1).chopped(ending.size()).toString()};
}

QString pathInSite(const QString &path, bool isLayer)
{
    if (isLayer)
        return path.startsWith("site/"_L1) ? path.mid(5) : QString();
    constexpr std::array names{"/site-packages/"_L1, "/dist-packages/"_L1};
    for (const QLatin1StringView name : names) {
        const qsizetype at = path.indexOf(name);
        if (at >= 0)
            return path.sliced(at + name.size());
    }
    return {};
}

QList<DriftGroup> groupDrift(QList<DriftedFile> &files, const GroupRequest &request)
{
    return files.isEmpty() ? QList<DriftGroup>() : Grouping(files, request).run();
}

} // namespace portico
