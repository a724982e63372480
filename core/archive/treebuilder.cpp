// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/treebuilder.h"

#include "core/archive/entryrules.h"

#include <QCoreApplication>

namespace portico {

using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Unpack)
};

constexpr auto reportInterval = 50ms;
constexpr int keptBits = 0755; ///< no setuid, setgid, sticky, and nobody else writes
constexpr int fileBits = 0600; ///< the owner can always read and remove
constexpr int folderBits = 0700;
constexpr int linkMode = 0777;

} // namespace

TreeBuilder::TreeBuilder(TreeWriter &tree, EntryLedger ledger, WrittenFiles &written,
                         const JobContext &job)
    : m_tree(tree)
    , m_written(written)
    , m_job(job)
    , m_ledger(std::move(ledger))
{ }

void TreeBuilder::setTotal(qint64 unpackedBytes, qint64 archiveBytes)
{
    m_total = unpackedBytes;
    m_archiveBytes = archiveBytes;
}

Result<> TreeBuilder::add(ArchiveReader &reader, const ReadEntry &entry, FileSink &sink)
{
    if (m_job.isCancelled())
        return cancelledError();
    Result<std::optional<FileOrder>> order = admit(entry);
    if (!order)
        return order.error();
    report(reader);
    if (!*order)
        return {};
    if (const Result<> begun = sink.begin(std::move(**order)); !begun)
        return begun;
    for (;;) {
        const Result<QByteArrayView> bytes = reader.block();
        if (!bytes)
            return bytes.error();
        if (bytes->isEmpty())
            return sink.end();
        if (const Result<> written = sink.write(*bytes); !written)
            return written;
        if (m_job.isCancelled())
            return cancelledError();
        report(reader);
    }
}

/** Under one lock: admitted, folders made, and for a file where it goes. */
Result<std::optional<FileOrder>> TreeBuilder::admit(const ReadEntry &entry)
{
    const std::lock_guard lock(m_mutex);
    const Result<QList<QByteArray>> newFolders = m_ledger.admit(entry.facts);
    if (!newFolders)
        return newFolders.error();
    for (const QByteArray &path : *newFolders) {
        if (const Result<> made = m_tree.makeFolder(path); !made)
            return made.error();
        m_folderIndex.insert(path, m_folders.size());
        m_folders.append({.path = path});
    }
    switch (entry.facts.kind) {
    case EntryKind::Folder:
        noteFolder(entry);
        return std::optional<FileOrder>();
    case EntryKind::SymbolicLink:
    case EntryKind::HardLink:
        m_links.append(entry.facts);
        return std::optional<FileOrder>();
    case EntryKind::File:
    case EntryKind::Special:
        break; // the ledger refused it
    }
    const auto folder = m_tree.folder(parentPath(entry.facts.path).toByteArray());
    if (!folder)
        return folder.error();
    return std::optional(FileOrder{.folder = *folder,
                                   .path = entry.facts.path,
                                   .mode = (entry.mode & keptBits) | fileBits,
                                   .mtimeNs = entry.mtimeNs,
                                   .size = entry.facts.size});
}

void TreeBuilder::noteFolder(const ReadEntry &entry)
{
    Folder &folder = m_folders[m_folderIndex.value(entry.facts.path)];
    folder.mode = (entry.mode & keptBits) | folderBits;
    folder.mtimeNs = entry.mtimeNs;
}

void TreeBuilder::report(const ArchiveReader &reader)
{
    const std::unique_lock lock(m_reportMutex, std::try_to_lock);
    const auto now = std::chrono::steady_clock::now();
    if (!lock || now < m_nextReport)
        return;
    m_nextReport = now + reportInterval;
    const bool isByResult = m_total >= 0;
    m_job.report({.step = Text::tr("Unpack"),
                  .done = isByResult ? m_written.bytes() : reader.consumed(),
                  .total = isByResult ? m_total : m_archiveBytes,
                  .unit = ProgressUnit::Bytes});
}

Result<> TreeBuilder::finish()
{
    m_entries = m_written.take();
    const qint64 whole = m_total >= 0 ? m_total : m_archiveBytes;
    m_job.report(
        {.step = Text::tr("Unpack"), .done = whole, .total = whole, .unit = ProgressUnit::Bytes});
    if (const Result<> checked = m_ledger.checkLinks(); !checked)
        return checked;
    if (const Result<> made = makeHardLinks(); !made)
        return made;
    if (const Result<> made = makeSymbolicLinks(); !made)
        return made;
    return finishFolders();
}

Result<> TreeBuilder::makeHardLinks()
{
    QHash<QString, qsizetype> files;
    for (const EntryFacts &link : std::as_const(m_links)) {
        if (link.kind != EntryKind::HardLink)
            continue;
        for (qsizetype i = files.size(); i < m_entries.size(); ++i)
            files.insert(m_entries[i].path, i);
        if (const Result<> made = m_tree.makeHardLink(link.path, link.linkTarget); !made)
            return made;
        ManifestEntry entry = m_entries[files.value(QString::fromUtf8(link.linkTarget))];
        entry.path = QString::fromUtf8(link.path);
        m_entries.append(entry);
    }
    return {};
}

Result<> TreeBuilder::makeSymbolicLinks()
{
    for (const EntryFacts &link : std::as_const(m_links)) {
        if (link.kind != EntryKind::SymbolicLink)
            continue;
        if (m_job.isCancelled())
            return cancelledError();
        if (const Result<> made = m_tree.makeSymbolicLink(link.path, link.linkTarget); !made)
            return made;
        m_entries.append({.path = QString::fromUtf8(link.path),
                          .kind = ManifestEntry::Kind::Link,
                          .size = 0,
                          .mode = linkMode,
                          .sha256 = {},
                          .linkTarget = QString::fromUtf8(link.linkTarget),
                          .mtimeNs = 0,
                          .inode = 0});
    }
    return {};
}

Result<> TreeBuilder::finishFolders()
{
    for (const Folder &folder : std::as_const(m_folders)) {
        if (m_job.isCancelled())
            return cancelledError();
        const Result<> finished = m_tree.finishFolder(folder.path, folder.mode, folder.mtimeNs);
        if (!finished)
            return finished;
        m_entries.append({.path = QString::fromUtf8(folder.path),
                          .kind = ManifestEntry::Kind::Folder,
                          .size = 0,
                          .mode = folder.mode,
                          .sha256 = {},
                          .linkTarget = {},
                          .mtimeNs = folder.mtimeNs,
                          .inode = 0});
    }
    return {};
}

UnpackSummary TreeBuilder::summary() const
{
    return m_ledger.summary();
}

QList<ManifestEntry> TreeBuilder::manifest() const
{
    QList<ManifestEntry> kept = m_entries;
    kept.removeIf([](const ManifestEntry &entry) { return !isManifestPath(entry.path); });
    return kept;
}

} // namespace portico
