// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archivereader.h"
#include "core/archive/entryledger.h"
#include "core/archive/filesink.h"

#include <chrono>
#include <mutex>

namespace portico {

/**
 * The tree that an archive becomes. Entries come from one or several readers; each is admitted by
 * the ledger before anything of it is written. Links are made when all files are there, so that
 * none exists while something is written; folders get their modes and times last. Thread-safe but
 * for finish().
 */
class TreeBuilder
{
public:
    TreeBuilder(TreeWriter &tree, EntryLedger ledger, WrittenFiles &written, const JobContext &job);

    /** What progress() compares with; -1: bytes of the archive file against `archiveBytes`. */
    void setTotal(qint64 unpackedBytes, qint64 archiveBytes);

    /** Takes one entry; a file's content goes from the reader to the sink. */
    Result<> add(ArchiveReader &reader, const ReadEntry &entry, FileSink &sink);

    /** After all files are written. */
    Result<> finish();

    qint64 entries() const { return m_ledger.entries(); }
    UnpackSummary summary() const;
    QList<ManifestEntry> manifest() const;

private:
    struct Folder
    {
        QByteArray path;
        int mode = 0755;
        qint64 mtimeNs = 0;
    };

    Result<std::optional<FileOrder>> admit(const ReadEntry &entry);
    void noteFolder(const ReadEntry &entry);
    void report(const ArchiveReader &reader);
    Result<> makeHardLinks();
    Result<> makeSymbolicLinks();
    Result<> finishFolders();

    TreeWriter &m_tree;
    WrittenFiles &m_written;
    const JobContext &m_job;
    std::mutex m_mutex;
    EntryLedger m_ledger;
    QList<Folder> m_folders;
    QHash<QByteArray, qsizetype> m_folderIndex;
    QList<EntryFacts> m_links;
    QList<ManifestEntry> m_entries; ///< complete after finish()
    qint64 m_total = -1;
    qint64 m_archiveBytes = 0;
    std::mutex m_reportMutex;
    std::chrono::steady_clock::time_point m_nextReport;
};

} // namespace portico
