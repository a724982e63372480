// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/nodes/packdigest.h"
#include "core/nodes/packupdate.h"
#include "core/platform/durable.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackUpdate)
};

constexpr qint64 kMostTracking = 16LL << 20;

/** Tells what came with a pack from what it keeps there itself. */
class OwnFiles
{
public:
    static Result<OwnFiles> of(const NodePack &pack)
    {
        OwnFiles own;
        if (pack.kind == PackKind::Git) {
            const Result<QStringList> tracked = trackedFiles(pack.ownFolder());
            if (!tracked)
                return tracked.error();
            own.m_tracked = QSet<QString>(tracked->begin(), tracked->end());
            own.m_isTracked = true;
        } else if (pack.kind == PackKind::Registry) {
            const Result<QByteArray> list =
                readFile(pack.ownFolder() + "/.tracking"_L1, kMostTracking);
            if (!list)
                return list.error();
            const QStringList tracked = QString::fromUtf8(*list).split(u'\n');
            own.m_tracked = QSet<QString>(tracked.begin(), tracked.end());
            own.m_isTracked = true;
        }
        return own;
    }

    bool has(const QString &path) const
    {
        return m_isTracked ? !m_tracked.contains(path) : !isPackCode(path);
    }

private:
    QSet<QString> m_tracked;
    bool m_isTracked = false; ///< else nobody listed what came: its code did
};

bool isNeverOwn(const QString &path)
{
    return path == ".git"_L1 || path == ".tracking"_L1 || path == "__pycache__"_L1
        || path.endsWith("/__pycache__"_L1);
}

/** Paths of files and links to carry over, with the folders that they lie in. */
Result<QStringList> ownPaths(const NodePack &old, const QString &fresh, const JobContext &job)
{
    const Result<OwnFiles> own = OwnFiles::of(old);
    if (!own)
        return own.error();
    QStringList paths;
    const auto walked = walkTree(
        old.ownFolder(),
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (isNeverOwn(entry.path))
                return Visit::SkipContent;
            const QFileInfo there(fresh + u'/' + entry.path);
            if (entry.kind != TreeEntry::Kind::Folder && own->has(entry.path) && !there.exists()
                && !there.isSymLink())
                paths += entry.path;
            return Visit::Continue;
        },
        job);
    return walked ? Result<QStringList>(paths) : walked.error();
}

} // namespace

Result<> carryOwnFiles(const NodePack &old, const QString &fresh, const QString &work,
                       const JobContext &job)
{
    if (old.kind == PackKind::File)
        return {};
    const Result<QStringList> paths = ownPaths(old, fresh, job);
    if (!paths || paths->isEmpty())
        return paths ? Result<>() : paths.error();
    QSet<QString> wanted(paths->begin(), paths->end());
    for (const QString &path : *paths) {
        for (qsizetype end = path.indexOf(u'/'); end >= 0; end = path.indexOf(u'/', end + 1))
            wanted.insert(path.left(end));
    }
    const Result<CloneSummary> copied =
        cloneTree({.from = old.ownFolder(),
                   .to = work,
                   .sharing = Sharing::Reflink,
                   .wants = [&](QStringView path) { return wanted.contains(path.toString()); },
                   .step = Text::tr("Keep what the node packs have stored")},
                  job);
    if (!copied)
        return copied.error();
    for (const QString &path : *paths) {
        const QString target = fresh + u'/' + path;
        // A file of the new version may stand where a folder was.
        if (!QFileInfo(QFileInfo(target).path()).isDir() && !makeFolder(QFileInfo(target).path()))
            continue;
        const auto moved = renameDurably(work + u'/' + path, target, IfExists::Refuse, job);
        if (!moved)
            return moved;
    }
    return {};
}

} // namespace portico
