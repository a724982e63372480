// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/storage/copylibrary.h"

#include "core/io/sha256.h"
#include "core/io/tree.h"
#include "core/platform/clonefile.h"
#include "core/platform/durable.h"
#include "core/platform/fileerror.h"
#include "core/platform/foldermode.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QSet>

#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CopyLibrary)
};

using FileId = std::pair<quint64, quint64>;

QHash<QString, TreeEntry> entriesOf(const QString &folder, const JobContext &job, Result<> &outcome)
{
    QHash<QString, TreeEntry> entries;
    outcome = walkTree(
        folder,
        [&](const TreeEntry &entry) -> Result<Visit> {
            entries.insert(entry.path, entry);
            return Visit::Continue;
        },
        job);
    return entries;
}

class Copying
{
public:
    Copying(QString from, QString to, const QString &step, const JobContext &job)
        : m_from(std::move(from))
        , m_to(std::move(to))
        , m_job(job)
        , m_progress({.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Bytes})
    { }

    Result<CopiedTree> run();

private:
    Result<> removeForeign();
    Result<> entry(const TreeEntry &entry);
    Result<> file(const TreeEntry &entry, const QString &to);
    Result<> link(const TreeEntry &entry, const QString &to);
    bool isThere(const TreeEntry &entry) const;
    Result<> finish();

    const QString m_from;
    const QString m_to;
    const JobContext &m_job;
    Progress m_progress;
    CopiedTree m_copied;
    QHash<QString, TreeEntry> m_present; ///< what is at the new place already
    QHash<FileId, QString> m_names;      ///< of files with several, the first name that was copied
    QSet<QString> m_wanted;
    std::vector<TreeEntry> m_folders;
};

Result<CopiedTree> Copying::run()
{
    Result<> done;
    if (QFileInfo(m_to).isDir())
        m_present = entriesOf(m_to, m_job, done);
    else if (!QDir().mkpath(m_to))
        done = fileError(FileAct::Create, m_to, lastSystemError());
    if (done)
        done = walkTree(
            m_from,
            [this](const TreeEntry &each) -> Result<Visit> {
                const Result<> copied = entry(each);
                return copied ? Result<Visit>(Visit::Continue) : Result<Visit>(copied.error());
            },
            m_job);
    if (done)
        done = removeForeign();
    if (done)
        done = finish();
    return done ? Result<CopiedTree>(m_copied) : Result<CopiedTree>(done.error());
}

bool Copying::isThere(const TreeEntry &entry) const
{
    const auto present = m_present.constFind(entry.path);
    return present != m_present.constEnd() && present->kind == entry.kind
        && present->size == entry.size && present->mtimeNs == entry.mtimeNs;
}

Result<> Copying::entry(const TreeEntry &entry)
{
    const QString to = m_to + u'/' + entry.path;
    const auto present = m_present.constFind(entry.path);
    m_wanted += entry.path;
    if (present != m_present.constEnd() && present->kind != entry.kind) {
        const Result<> removed = removeTree(to, m_job);
        if (!removed)
            return removed;
        m_present.erase(present);
    }
    switch (entry.kind) {
    case TreeEntry::Kind::Folder:
        m_folders.push_back(entry);
        if (!m_present.contains(entry.path) && !QDir().mkdir(to))
            return fileError(FileAct::Create, to, lastSystemError());
        // So that it can be filled, whatever an interrupted move made of it.
        return setFolderMode(to, entry.mode | 0700);
    case TreeEntry::Kind::Link:
        return link(entry, to);
    case TreeEntry::Kind::File:
        return file(entry, to);
    case TreeEntry::Kind::Special:
        return {}; // a socket or pipe of something that ran; measureForCopy() let it pass
    }
    return {};
}

Result<> Copying::link(const TreeEntry &entry, const QString &to)
{
    const Result<QString> target = readLink(m_from + u'/' + entry.path);
    if (!target)
        return target.error();
    if (m_present.contains(entry.path)) {
        const Result<QString> said = readLink(to);
        if (said && *said == *target)
            return {};
        if (!QFile::remove(to))
            return fileError(FileAct::Remove, to, lastSystemError());
    }
    return makeLink(*target, to);
}

Result<> Copying::file(const TreeEntry &entry, const QString &to)
{
    const FileId id(entry.device, entry.inode);
    const bool isKnown = entry.linkCount > 1 && m_names.contains(id);
    if (!isKnown) {
        ++m_copied.files;
        m_copied.bytes += entry.size;
        m_progress.done += entry.size;
        m_job.report(m_progress);
    }
    if (entry.linkCount > 1 && !isKnown)
        m_names.insert(id, to);
    if (isThere(entry) && !isKnown) {
        m_copied.resumedBytes += entry.size;
        return {};
    }
    const Result<> removed = removeTree(to, m_job);
    if (!removed)
        return removed;
    if (isKnown) {
        const Result<> linked = cloneFile(m_names.value(id), to, CloneMethod::HardLink);
        if (linked || linked.error().code != ErrorCode::Unsupported)
            return linked;
    }
    return cloneFile(m_from + u'/' + entry.path, to, CloneMethod::Copy);
}

/** What an earlier try brought and the library has no more. */
Result<> Copying::removeForeign()
{
    for (auto each = m_present.constBegin(); each != m_present.constEnd(); ++each) {
        if (m_wanted.contains(each.key()))
            continue;
        const Result<> removed = removeTree(m_to + u'/' + each.key(), m_job);
        if (!removed)
            return removed;
    }
    return {};
}

/** From the inside out: a folder's own mode may forbid to fill it. */
Result<> Copying::finish()
{
    for (auto folder = m_folders.crbegin(); folder != m_folders.crend(); ++folder) {
        const Result<> set = setFolderMode(m_to + u'/' + folder->path, folder->mode);
        if (!set)
            return set;
    }
    return syncTree(m_to, m_job);
}

Result<> verifyFile(const QString &from, const QString &to, const JobContext &job)
{
    const Result<Sha256> wanted = hashFile(from, job);
    if (!wanted)
        return wanted.error();
    Result<Sha256> found = hashFile(to, job);
    if (found && *found == *wanted)
        return {};
    if (!found && found.error().code == ErrorCode::Cancelled)
        return found.error();
    Result<> copied = removeTree(to, job);
    if (copied)
        copied = cloneFile(from, to, CloneMethod::Copy);
    if (copied)
        copied = syncTree(QFileInfo(to).path(), job);
    if (!copied)
        return copied;
    found = hashFile(to, job);
    if (!found)
        return found.error();
    if (*found == *wanted)
        return {};
    return Error{.code = ErrorCode::HashMismatch,
                 .message = Text::tr("%1 does not give back what was written: the disk is damaged "
                                     "or full of errors. The library stays where it is.")
                                .arg(QDir::toNativeSeparators(to)),
                 .nextStep = Text::tr("Choose another disk."),
                 .detail = wanted->toHex() + u' ' + found->toHex()};
}

} // namespace

Result<CopiedTree> measureForCopy(const QString &from, const JobContext &job)
{
    CopiedTree tree;
    QSet<FileId> counted;
    const Result<> walked = walkTree(
        from,
        [&](const TreeEntry &entry) -> Result<Visit> {
            if (entry.kind != TreeEntry::Kind::File)
                return Visit::Continue;
            const FileId id(entry.device, entry.inode);
            if (entry.linkCount > 1 && counted.contains(id))
                return Visit::Continue;
            counted += id;
            ++tree.files;
            tree.bytes += entry.size;
            return Visit::Continue;
        },
        job);
    return walked ? Result<CopiedTree>(tree) : Result<CopiedTree>(walked.error());
}

Result<CopiedTree> copyAgain(const QString &from, const QString &to, const QString &step,
                             const JobContext &job)
{
    return Copying(from, to, step, job).run();
}

Result<> verifyCopy(const QString &from, const QString &to, const QString &step,
                    const JobContext &job)
{
    Progress progress{.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Bytes};
    QSet<FileId> seen;
    return walkTree(
        from,
        [&](const TreeEntry &entry) -> Result<Visit> {
            const FileId id(entry.device, entry.inode);
            if (entry.kind != TreeEntry::Kind::File || seen.contains(id))
                return Visit::Continue;
            if (entry.linkCount > 1)
                seen += id;
            const Result<> same = verifyFile(from + u'/' + entry.path, to + u'/' + entry.path, job);
            if (!same)
                return same.error();
            progress.done += entry.size;
            job.report(progress);
            return Visit::Continue;
        },
        job);
}

} // namespace portico
