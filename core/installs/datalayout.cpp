// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/datalayout.h"

#include "core/base/lists.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/treemanifest.h"
#include "core/platform/durable.h"
#include "core/platform/folderlink.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DataLayout)
};

constexpr qint64 kMostManifest = 256LL << 20;
constexpr qsizetype kNamed = 8; ///< more files are counted

/** Whether anything has that name, a dangling link too. */
bool isThere(const QString &path)
{
    return QFileInfo::exists(path) || isFolderLink(path);
}

/** Arranges the folders of one generation. */
class Arrangement
{
public:
    Arrangement(const Library &library, const Install &install, const JobContext &job)
        : m_library(library)
        , m_install(install)
        , m_generation(*install.generation())
        , m_root(library.generationFolder(install.id, m_generation.number))
        , m_comfy(m_root + u'/' + m_generation.comfyFolder)
        , m_data(library.dataFolder(install.id))
        , m_aside(shippedAside(library, install.id, m_generation.number))
        , m_job(job)
    { }

    bool isLinked(const QString &name) const;
    bool isApart(const QString &name) const;
    Result<> link(const QString &name);
    Result<> setApart(const QString &name);
    void finish() const;
    const QStringList &remarks() const { return m_remarks; }

private:
    QString own(const QString &name) const { return m_comfy + u'/' + name; }
    QString shipped(const QString &name) const { return m_aside + u'/' + name; }
    bool isOurLink(const QString &name) const;
    Result<QString> putAside(const QString &name);
    QString unusedAside(const QString &name) const;
    QStringList foreignFiles(const QString &name);
    void readManifest();
    void remark(const QString &name, const QStringList &files, const QString &now);

    const Library &m_library;
    const Install &m_install;
    const Generation &m_generation;
    const QString m_root;
    const QString m_comfy;
    const QString m_data;
    const QString m_aside;
    const JobContext &m_job;
    QHash<QString, qint64> m_listed; ///< the bundle's files and their sizes
    bool m_isRead = false;
    QStringList m_remarks;
};

/** A link that a moved library left behind is ours as well; one that a person made is not. */
bool Arrangement::isOurLink(const QString &name) const
{
    if (!isFolderLink(own(name)))
        return false;
    const QString target = folderLinkTarget(own(name)).value_or(QString());
    const QString tail = u'/' + m_install.id.toString() + "/data/"_L1 + name;
    return target == m_data + u'/' + name || (target.endsWith(tail) && !QFileInfo::exists(target))
        || (QFileInfo::exists(target)
            && QFileInfo(target).canonicalFilePath()
                == QFileInfo(m_data + u'/' + name).canonicalFilePath());
}

bool Arrangement::isLinked(const QString &name) const
{
    return isOurLink(name) && folderLinkTarget(own(name)) == m_data + u'/' + name;
}

bool Arrangement::isApart(const QString &name) const
{
    return !isOurLink(name) && !isThere(shipped(name));
}

void Arrangement::readManifest()
{
    if (m_isRead)
        return;
    m_isRead = true;
    const auto bytes =
        readFile(m_library.manifestFile(m_install.id, m_generation.number), kMostManifest);
    const auto entries =
        bytes ? manifestFromBytes(*bytes) : Result<QList<ManifestEntry>>(QList<ManifestEntry>());
    if (!entries)
        return;
    const QString prefix = m_generation.comfyFolder + u'/';
    for (const ManifestEntry &entry : *entries) {
        if (entry.kind != ManifestEntry::Kind::Folder && entry.path.startsWith(prefix))
            m_listed.insert(entry.path.mid(prefix.size()), entry.size);
    }
}

/** What somebody wrote into a folder of ComfyUI's own: not listed, or of another size. */
QStringList Arrangement::foreignFiles(const QString &name)
{
    readManifest();
    QStringList files;
    const auto walked = walkTree(
        own(name),
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (!isManifestPath(entry.path))
                return Visit::SkipContent;
            const auto listed = m_listed.constFind(name + u'/' + entry.path);
            const bool isForeign = listed == m_listed.cend()
                || (entry.kind == TreeEntry::Kind::File && *listed != entry.size);
            if (entry.kind != TreeEntry::Kind::Folder && isForeign)
                files += entry.path;
            return Visit::Continue;
        },
        m_job);
    if (!walked)
        m_job.log(walked.error().message);
    files.sort();
    return files;
}

QString Arrangement::unusedAside(const QString &name) const
{
    QString folder = shipped(name);
    for (int number = 2; isThere(folder); ++number)
        folder = shipped(name) + u'.' + QString::number(number);
    return folder;
}

void Arrangement::remark(const QString &name, const QStringList &files, const QString &now)
{
    if (files.isEmpty())
        return;
    QString named = listed(files.mid(0, kNamed));
    if (files.size() > kNamed)
        named =
            Text::tr("%1 and %n more", nullptr, static_cast<int>(files.size() - kNamed)).arg(named);
    m_remarks += Text::tr("ComfyUI's own folder “%1” held files that no bundle brought; they are "
                          "kept in %2: %3.")
                     .arg(name, QDir::toNativeSeparators(now), named);
}

/** Returns where it is now; empty: there was nothing to keep. */
Result<QString> Arrangement::putAside(const QString &name)
{
    const QString from = own(name);
    if (!isThere(from) || (!isFolderLink(from) && QDir().rmdir(from)))
        return QString();
    const bool isFolder = !isFolderLink(from) && QFileInfo(from).isDir();
    const QStringList foreign = isFolder ? foreignFiles(name) : QStringList{name};
    const Result<> made = makeFolder(m_aside);
    if (!made)
        return made.error();
    const QString to = unusedAside(name);
    const Result<> moved = renameDurably(from, to, IfExists::Refuse, m_job);
    if (!moved)
        return moved.error();
    remark(name, foreign, to);
    return to;
}

Result<> Arrangement::link(const QString &name)
{
    const QString target = m_data + u'/' + name;
    if (isLinked(name))
        return {};
    if (isOurLink(name)) {
        if (const Result<> removed = removeFolderLink(own(name)); !removed)
            return removed;
    }
    if (const Result<> made = makeFolder(target); !made)
        return made;
    const Result<QString> kept = putAside(name);
    if (!kept)
        return kept.error();
    const Result<> linked = makeFolderLink(target, own(name));
    if (linked)
        return syncFolder(m_comfy);
    if (!kept->isEmpty()) {
        const Result<> back = renameDurably(*kept, own(name), IfExists::Refuse, m_job);
        if (!back)
            m_job.log(back.error().message);
    }
    return Error{.code = linked.error().code,
                 .message = Text::tr("The classic layout of “%1” cannot be made: %2")
                                .arg(m_install.name, linked.error().message),
                 .nextStep = Text::tr("Set it back to the separate layout (porticoctl set %1 "
                                      "layout=separate), or move the library to a disk whose file "
                                      "system knows links.")
                                 .arg(m_install.id.toString()),
                 .detail = linked.error().detail};
}

Result<> Arrangement::setApart(const QString &name)
{
    if (isOurLink(name)) {
        if (const Result<> removed = removeFolderLink(own(name)); !removed)
            return removed;
    }
    if (!isThere(shipped(name)))
        return {};
    if (isThere(own(name))) { // somebody made a folder where the link was
        const bool isEmpty = !isFolderLink(own(name)) && QDir().rmdir(own(name));
        const Result<QString> kept = isEmpty ? Result<QString>(QString()) : putAside(name);
        if (!kept)
            return kept.error();
    }
    return renameDurably(shipped(name), own(name), IfExists::Refuse, m_job);
}

/** Goes away when nothing is kept in it. */
void Arrangement::finish() const
{
    QDir().rmdir(m_aside);
}

Result<QStringList> arrange(const Library &library, const Install &install, DataLayout layout,
                            const JobContext &job)
{
    if (install.isAdopted() || !install.generation())
        return QStringList();
    Arrangement arrangement(library, install, job);
    for (const QString &name : personalFolders()) {
        const Result<> done =
            layout == DataLayout::Classic ? arrangement.link(name) : arrangement.setApart(name);
        if (!done)
            return done.error();
    }
    arrangement.finish();
    return arrangement.remarks();
}

/** Whether nothing is to be done. */
bool isArranged(const Library &library, const Install &install)
{
    if (install.isAdopted() || !install.generation())
        return true;
    const JobContext job;
    const Arrangement arrangement(library, install, job);
    const QStringList names = personalFolders();
    return std::all_of(names.begin(), names.end(), [&](const QString &name) {
        return install.settings.layout == DataLayout::Classic ? arrangement.isLinked(name)
                                                              : arrangement.isApart(name);
    });
}

} // namespace

Result<QStringList> arrangeFolders(const Library &library, const Install &install,
                                   const JobContext &job)
{
    return arrange(library, install, install.settings.layout, job);
}

Result<QStringList> arrangeFoldersNow(const Library &library, const Install &install,
                                      const JobContext &job)
{
    if (isArranged(library, install))
        return QStringList();
    const Result<FileLock> session =
        FileLock::tryLock(library.sessionLock(install.id), Text::tr("arranging its folders"));
    return session ? arrangeFolders(library, install, job) : Result<QStringList>(QStringList());
}

Result<> setFoldersApart(const Library &library, const Install &install, const JobContext &job)
{
    const Result<QStringList> arranged = arrange(library, install, DataLayout::Separate, job);
    if (!arranged)
        return arranged.error();
    for (const QString &remark : *arranged)
        job.log(remark);
    return {};
}

} // namespace portico
