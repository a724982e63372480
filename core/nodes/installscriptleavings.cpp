// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/installscriptleavings.h"

#include "core/base/lists.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/nodes/installscriptclone.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InstallScriptLeavings)
};

constexpr qint64 kMostText = 1 << 20;
constexpr qsizetype kNamed = 8;

QString list(const QStringList &names)
{
    const QString shown = listed(names.mid(0, kNamed));
    const auto more = static_cast<int>(names.size() - kNamed);
    return more > 0 ? Text::tr("%1 and %n more", nullptr, more).arg(shown) : shown;
}

/** Files of packages that came, went or changed: the packages themselves are told. */
QSet<QString> accountedFor(const PackageChanges &packages)
{
    QSet<QString> paths;
    for (const Distribution &distribution : packages.touched) {
        paths += distribution.folder + u'/' + distribution.infoName;
        for (const RecordedFile &file : distribution.files)
            paths += distribution.folder + u'/' + QString::fromUtf8(file.path);
    }
    return paths;
}

/** Whether a path, or a folder that it lies in, is accounted for; a new folder also if all that
 *  its packages have recorded lies in it. */
bool isAccounted(const QString &path, const QSet<QString> &paths)
{
    for (QString part = path; part.contains(u'/'); part = part.section(u'/', 0, -2)) {
        if (paths.contains(part))
            return true;
    }
    const QString folder = path + u'/';
    return std::any_of(paths.begin(), paths.end(),
                       [&](const QString &known) { return known.startsWith(folder); });
}

/** Programs of packages that came, beside the interpreter. */
bool isProgram(const QString &path, const ScriptClone &clone)
{
    const QString folder = QFileInfo(clone.python).path();
    return path.startsWith(folder + u'/')
        || (!clone.layerSite.isEmpty() && path.startsWith(clone.layerSite + "/bin"_L1));
}

/** What of a tree is thrown away, as a person finds it. */
QStringList thrownAway(const ScriptClone &clone, const QString &folder, const TreeChanges &changes,
                       const PackageChanges &packages)
{
    const QSet<QString> known = accountedFor(packages);
    QStringList names;
    for (const QString &path : changes.all()) {
        const QString absolute = folder + u'/' + path;
        const bool isNewProgram = changes.added.contains(path) && isProgram(absolute, clone);
        if (!isNewProgram && !isAccounted(absolute, known))
            names += path;
    }
    return names;
}

/** Links out of the pack into what is thrown away would lead nowhere. */
QStringList removeLostLinks(const QString &pack, const TreeState &after, const QString &root)
{
    QStringList gone;
    const auto liesIn = [](const QString &target, const QString &folder) {
        const QString name = QFileInfo(folder).canonicalFilePath();
        return target == folder || target.startsWith(folder + u'/') || target == name
            || target.startsWith(name + u'/');
    };
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (it->kind != TreeEntry::Kind::Link)
            continue;
        const QString link = pack + u'/' + it.key();
        const QString target = QDir::cleanPath(QFileInfo(link).symLinkTarget());
        const bool isLost = liesIn(target, root) && !liesIn(target, pack);
        if (isLost && removeDurably(link))
            gone += it.key();
    }
    gone.sort();
    return gone;
}

/** The spellings that a path may have in a text: of the system, and as JSON writes it. */
QList<QByteArray> spellings(const QString &path)
{
    const QString native = QDir::toNativeSeparators(path);
    QList<QByteArray> all{path.toUtf8()};
    if (native != path)
        all << native.toUtf8() << QString(native).replace(u'\\', u"\\\\"_s).toUtf8();
    return all;
}

/** A program finds its folder without the links that lead there. */
QMap<QString, QString> withTrueNames(QMap<QString, QString> places)
{
    const QStringList keys = places.keys();
    for (const QString &key : keys) {
        const QString name = QFileInfo(key).canonicalFilePath();
        if (!name.isEmpty())
            places.insert(name, places.value(key));
    }
    return places;
}

/** Replaces the copies' paths in one text; the longest first, so that a part is not taken for a
 *  whole. */
QByteArray ledHome(QByteArray text, const QMap<QString, QString> &places)
{
    QStringList from = places.keys();
    std::sort(from.begin(), from.end(), [](const QString &a, const QString &b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    for (const QString &place : std::as_const(from)) {
        const QList<QByteArray> old = spellings(place);
        const QList<QByteArray> fresh = spellings(places.value(place));
        for (qsizetype i = 0; i < old.size(); ++i)
            text.replace(old.at(i), fresh.at(std::min(i, fresh.size() - 1)));
    }
    return text;
}

/** Settings that a script writes often hold absolute paths. */
Result<int> leadPathsHome(const QString &pack, const QStringList &files,
                          const QMap<QString, QString> &places)
{
    int count = 0;
    for (const QString &name : files) {
        const QString path = pack + u'/' + name;
        const QFileInfo info(path);
        if (info.isSymLink() || !info.isFile() || info.size() > kMostText
            || name.startsWith(".git/"_L1))
            continue;
        const Result<QByteArray> bytes = readFile(path, kMostText);
        if (!bytes || bytes->contains('\0'))
            continue;
        const QByteArray led = ledHome(*bytes, places);
        if (led == *bytes)
            continue;
        const QFileDevice::Permissions permissions = info.permissions();
        if (const Result<> written = writeFileAtomically(path, led); !written)
            return written.error();
        QFile::setPermissions(path, permissions);
        ++count;
    }
    return count;
}

/** The files that are new or other now, each by itself. */
QStringList writtenFiles(const TreeState &before, const TreeState &after)
{
    QStringList files;
    for (auto it = after.begin(); it != after.end(); ++it) {
        const auto was = before.find(it.key());
        if (it->kind == TreeEntry::Kind::File
            && (was == before.end() || was->mtimeNs != it->mtimeNs || was->size != it->size
                || was->inode != it->inode))
            files += it.key();
    }
    return files;
}

QStringList packageRemarks(const QString &pack, const PackageChanges &packages)
{
    QStringList remarks;
    if (!packages.notTaken.isEmpty())
        remarks += Text::tr("The install.py of “%1” also brought %2, which is not taken over.")
                       .arg(pack, list(packages.notTaken));
    if (!packages.removed.isEmpty())
        remarks += Text::tr("The install.py of “%1” took %2 away, which stays here.")
                       .arg(pack, list(packages.removed));
    return remarks;
}

Result<TreeState> runtimeState(const ScriptClone &clone, const QString &pack, const JobContext &job)
{
    Result<TreeState> state = readTreeState(clone.runtime, job);
    if (!state)
        return state;
    const QString own = pack.mid(clone.runtime.size() + 1);
    state->removeIf([&](const TreeState::iterator &entry) {
        return entry.key() == own || entry.key().startsWith(own + u'/');
    });
    return state;
}

} // namespace

Result<ScriptLeavings> lookAround(const ScriptClone &clone, const QString &pack,
                                  const JobContext &job)
{
    ScriptLeavings seen;
    const auto look = [&](const QString &folder, TreeState &into) -> Result<> {
        if (folder.isEmpty())
            return {};
        Result<TreeState> state = readTreeState(folder, job);
        if (!state)
            return state.error();
        into = std::move(*state);
        return {};
    };
    Result<TreeState> runtime = runtimeState(clone, pack, job);
    if (!runtime)
        return runtime.error();
    seen.runtime = std::move(*runtime);
    for (const auto &[folder, into] :
         {std::pair(pack, &seen.pack), std::pair(clone.layer, &seen.layer),
          std::pair(clone.home, &seen.home)}) {
        if (const Result<> looked = look(folder, *into); !looked)
            return looked.error();
    }
    seen.packages = installedPackages(clone.sites);
    return seen;
}

Result<ScriptRunOutcome> judgeLeavings(const ScriptRunRequest &request, const QString &pack,
                                       const ScriptLeavings &before, const JobContext &job)
{
    const ScriptClone &clone = request.clone;
    const QFileInfo folder(pack);
    if (folder.isSymLink() || !folder.isDir())
        return Error{.code = ErrorCode::Refused,
                     .message = Text::tr("The install.py of “%1” took the node pack's own folder "
                                         "away.")
                                    .arg(request.pack),
                     .nextStep = Text::tr("Install the node pack without running its script."),
                     .detail = {}};
    const Result<ScriptLeavings> after = lookAround(clone, pack, job);
    if (!after)
        return after.error();
    ScriptRunOutcome outcome{.folder = pack,
                             .packages = packageChanges(before.packages, after->packages)};
    const TreeChanges runtime = changesBetween(before.runtime, after->runtime);
    const TreeChanges layer = changesBetween(before.layer, after->layer);
    outcome.isCloneDirty = !runtime.isEmpty() || !layer.isEmpty();
    outcome.remarks = packageRemarks(request.pack, outcome.packages);
    QStringList thrown = thrownAway(clone, clone.runtime, runtime, outcome.packages);
    for (const QString &path : changesBetween(before.home, after->home).all())
        thrown += "~/"_L1 + path;
    thrown += removeLostLinks(pack, after->pack, clone.root);
    thrown += thrownAway(clone, clone.layer, layer, outcome.packages);
    // What somebody might miss comes first.
    std::stable_partition(thrown.begin(), thrown.end(), [](const QString &path) {
        return !path.contains("site-packages/"_L1) && !path.startsWith("site/"_L1);
    });
    if (!thrown.isEmpty())
        outcome.remarks += Text::tr("What the install.py of “%1” wrote outside of the node pack "
                                    "was thrown away: %2.")
                               .arg(request.pack, list(thrown));
    const Result<int> led =
        leadPathsHome(pack, writtenFiles(before.pack, after->pack), withTrueNames(request.places));
    if (!led)
        return led.error();
    return outcome;
}

} // namespace portico
