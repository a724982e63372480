// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/unpack.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

namespace portico {

enum class EntryKind { File, Folder, SymbolicLink, HardLink, Special };

/** What the rules need to know of an entry. */
struct EntryFacts
{
    QByteArray path; ///< raw, without a final '/'
    EntryKind kind = EntryKind::File;
    qint64 size = 0;       ///< of a file, as claimed
    qint64 packedSize = 0; ///< 0: not known
    QByteArray linkTarget; ///< of a link, as written; null: not known yet
};

/**
 * The rules of reliability.md 4.1 that need memory: every entry of an archive is admitted here
 * before anything is written. Refuses names by entryrules.h, two names for one file, paths through
 * links or files, hard links to what has not come yet, special files, and more than the limits
 * allow. Not thread-safe.
 */
class EntryLedger
{
public:
    EntryLedger(QString archive, qint64 archiveBytes, UnpackLimits limits, Os os);

    /** Admits the entry, or refuses it. Gives the folders that nobody has named yet and that it
     *  needs, outermost first, itself included if it is a folder that is new. */
    Result<QList<QByteArray>> admit(const EntryFacts &entry);

    /** Counts bytes that no single entry claims, such as a 7z's total; refuses them like a file's.
     */
    Result<> admitBytes(qint64 bytes);

    /** When all are in: no link leads out of the root, also not through other links. */
    Result<> checkLinks() const;

    const UnpackSummary &summary() const { return m_summary; }
    qint64 entries() const { return m_entries; }

private:
    struct Known
    {
        EntryKind kind = EntryKind::Folder;
        QByteArray path;
        QByteArray linkTarget;
    };

    Result<> admitName(const EntryFacts &entry);
    Result<> admitAmount(const EntryFacts &entry);
    Result<> admitParents(const EntryFacts &entry, QList<QByteArray> &newFolders);
    Result<> admitPlace(const EntryFacts &entry, QList<QByteArray> &newFolders);
    Result<> checkLink(const Known &link, qint64 &budget) const;
    void noteTopLevel(const QByteArray &path);
    void warn(const QByteArray &path, const QString &why);

    QString m_archive;
    qint64 m_archiveBytes;
    UnpackLimits m_limits;
    Os m_os;
    QHash<QByteArray, Known> m_known; ///< by collision key
    QByteArray m_lastParent;          ///< known to be a folder
    QSet<QByteArray> m_topLevel;
    UnpackSummary m_summary;
    qint64 m_entries = 0;
    qint64 m_warnings = 0;
};

} // namespace portico
