// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/installscriptchanges.h"

#include "core/io/file.h"
#include "core/io/json.h"
#include "core/nodes/needline.h"
#include "core/python/packageneed.h"
#include "core/python/packageversion.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostOrigin = 64LL << 10;

bool isSame(const TreeEntry &before, const TreeEntry &after)
{
    if (before.kind != after.kind)
        return false;
    // A folder changes with its content, which is told by itself.
    return before.kind == TreeEntry::Kind::Folder
        || (before.size == after.size && before.mtimeNs == after.mtimeNs
            && before.inode == after.inode);
}

bool liesInOneOf(const QString &path, const QSet<QString> &folders)
{
    for (qsizetype slash = path.lastIndexOf(u'/'); slash > 0;
         slash = path.lastIndexOf(u'/', slash - 1)) {
        if (folders.contains(path.left(slash)))
            return true;
    }
    return false;
}

/** Folders stand for what is in them. */
QStringList withoutContent(const QStringList &paths)
{
    const QSet<QString> all(paths.begin(), paths.end());
    QStringList tops;
    for (const QString &path : paths) {
        if (!liesInOneOf(path, all))
            tops += path;
    }
    tops.sort();
    return tops;
}

/** PEP 610: direct_url.json of what came from no index. */
void readSource(InstalledPackage &package)
{
    const QString file =
        package.distribution.folder + u'/' + package.distribution.infoName + "/direct_url.json"_L1;
    const Result<QByteArray> bytes = readFile(file, kMostOrigin);
    const Result<QJsonObject> object =
        bytes ? parseJsonObject(*bytes) : Result<QJsonObject>(bytes.error());
    if (!object)
        return;
    const QUrl url = QUrl(object->value("url"_L1).toString())
                         .adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    package.isLocal = (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        || object->contains("dir_info"_L1);
    package.source = url.toString();
    const QJsonObject vcs = object->value("vcs_info"_L1).toObject();
    if (!vcs.isEmpty())
        package.source = vcs.value("vcs"_L1).toString() + u'+' + package.source + u'@'
            + vcs.value("commit_id"_L1).toString();
}

bool isAmong(const InstalledPackage &package, const QList<InstalledPackage> &others)
{
    return std::any_of(others.begin(), others.end(), [&](const InstalledPackage &other) {
        return other.distribution.name == package.distribution.name
            && other.distribution.version == package.distribution.version
            && other.source == package.source;
    });
}

bool isInPlace(const InstalledPackage &package, const QList<InstalledPackage> &others)
{
    return std::any_of(others.begin(), others.end(), [&](const InstalledPackage &other) {
        return other.distribution.folder == package.distribution.folder
            && other.distribution.infoName == package.distribution.infoName;
    });
}

const InstalledPackage *find(const QList<InstalledPackage> &packages, const QString &name)
{
    const auto found =
        std::find_if(packages.begin(), packages.end(), [&](const InstalledPackage &package) {
            return package.distribution.name == name;
        });
    return found == packages.end() ? nullptr : &*found;
}

QString shown(const InstalledPackage &package)
{
    return package.distribution.name + u' ' + package.distribution.version;
}

/** As a line of requirements; empty: no plan could bring it. */
QString asNeed(const InstalledPackage &package)
{
    const Distribution &distribution = package.distribution;
    if (package.isLocal || distribution.isEditable)
        return {};
    QString text = distribution.name + "=="_L1 + distribution.version;
    if (!package.source.isEmpty())
        text = distribution.name + " @ "_L1 + package.source;
    else if (!PackageVersion::fromText(distribution.version))
        return {};
    const NeedLine line = readNeedLine(text);
    const bool isUsable = line.kind == NeedLine::Kind::Need && line.need.name == distribution.name;
    return isUsable ? text : QString();
}

/** Tools that bring packages: that a script has renewed them is of no use to ComfyUI. */
bool isTool(const QString &name)
{
    return name == "pip"_L1 || name == "setuptools"_L1 || name == "wheel"_L1;
}

/** What the packages of a list need without extras. */
QSet<QString> neededBy(const QList<InstalledPackage> &packages)
{
    QSet<QString> names;
    for (const InstalledPackage &package : packages) {
        for (const QString &text : package.distribution.needs) {
            const auto need = PackageNeed::fromText(text);
            if (need && need->name != package.distribution.name
                && !need->marker.contains("extra"_L1))
                names += need->name;
        }
    }
    return names;
}

} // namespace

Result<TreeState> readTreeState(const QString &folder, const JobContext &job)
{
    TreeState state;
    const Result<> walked = walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.path == "__pycache__"_L1 || entry.path.endsWith("/__pycache__"_L1))
                return Visit::SkipContent;
            state.insert(entry.path, entry);
            return Visit::Continue;
        },
        job);
    return walked ? Result<TreeState>(std::move(state)) : walked.error();
}

TreeChanges changesBetween(const TreeState &before, const TreeState &after,
                           const std::function<bool(const QString &)> &passes)
{
    TreeChanges changes;
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (passes && passes(it.key()))
            continue;
        const auto was = before.find(it.key());
        if (was == before.end())
            changes.added += it.key();
        else if (!isSame(*was, *it))
            changes.changed += it.key();
    }
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (!after.contains(it.key()) && !(passes && passes(it.key())))
            changes.removed += it.key();
    }
    changes.added = withoutContent(changes.added);
    changes.removed = withoutContent(changes.removed);
    changes.changed.sort();
    return changes;
}

QList<InstalledPackage> installedPackages(const QStringList &sites)
{
    QList<InstalledPackage> packages;
    for (const QString &site : sites) {
        const QStringList names = QDir(site).entryList({u"*.dist-info"_s, u"*.egg-info"_s},
                                                       QDir::Dirs | QDir::Files | QDir::Hidden);
        for (const QString &name : names) {
            InstalledPackage package{.distribution = readDistribution(site, name)};
            package.isRequested = QFileInfo::exists(site + u'/' + name + "/REQUESTED"_L1);
            readSource(package);
            packages += package;
        }
    }
    return packages;
}

PackageChanges packageChanges(const QList<InstalledPackage> &before,
                              const QList<InstalledPackage> &after)
{
    PackageChanges changes;
    QList<InstalledPackage> fresh;
    for (const InstalledPackage &package : after) {
        if (!isAmong(package, before))
            fresh += package;
        else if (!isInPlace(package, before)) // a second one: uv does not look into a layer
            changes.touched += package.distribution;
    }
    for (const InstalledPackage &package : before) {
        const QString &name = package.distribution.name;
        if (!isAmong(package, after))
            changes.touched += package.distribution;
        if (!find(after, name))
            changes.removed += shown(package);
    }
    const QSet<QString> needed = neededBy(fresh);
    for (const InstalledPackage &package : std::as_const(fresh)) {
        const QString &name = package.distribution.name;
        changes.touched += package.distribution;
        const QString need = asNeed(package);
        if (need.isEmpty() || (isTool(name) && find(before, name)))
            changes.notTaken += shown(package);
        else if (package.isRequested || !needed.contains(name))
            changes.needs += need;
    }
    changes.needs.removeDuplicates();
    changes.needs.sort();
    return changes;
}

} // namespace portico
