// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/sha256.h"
#include "core/io/treemanifest.h"
#include "core/platform/treewriter.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <utility>

namespace portico {

/** A file that is about to be written. */
struct FileOrder
{
    std::shared_ptr<OpenFolder> folder;
    QByteArray path;
    int mode = 0644;
    qint64 mtimeNs = 0;
    qint64 size = 0; ///< as claimed; any other is a failure
};

/** Receives files one after the other. Not thread-safe. */
class FileSink
{
public:
    virtual ~FileSink() = default;
    virtual Result<> begin(FileOrder order) = 0;
    virtual Result<> write(QByteArrayView bytes) = 0;
    virtual Result<> end() = 0;
};

/** What several writers have done together. Thread-safe. */
class WrittenFiles
{
public:
    explicit WrittenFiles(QString archive)
        : m_archive(std::move(archive))
    { }

    const QString &archive() const { return m_archive; }
    void add(ManifestEntry entry);
    void count(qint64 bytes) { m_bytes += bytes; }

    qint64 bytes() const { return m_bytes; }
    /** Once all writers have ended. */
    QList<ManifestEntry> take();

private:
    QString m_archive; ///< for messages
    std::mutex m_mutex;
    QList<ManifestEntry> m_entries;
    std::atomic<qint64> m_bytes = 0;
};

/** Writes to the disk and hashes, on the caller's thread. */
class DiskSink final : public FileSink
{
public:
    explicit DiskSink(WrittenFiles &written)
        : m_written(written)
    { }

    Result<> begin(FileOrder order) override;
    Result<> write(QByteArrayView bytes) override;
    Result<> end() override;

private:
    WrittenFiles &m_written;
    FileOrder m_order;
    std::optional<TreeFile> m_file;
    Sha256Hasher m_hasher;
    qint64 m_size = 0;
};

} // namespace portico
