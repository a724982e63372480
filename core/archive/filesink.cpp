// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/filesink.h"

#include "core/archive/archiveerror.h"
#include "core/archive/entryrules.h"

#include <utility>

namespace portico {

using namespace Qt::StringLiterals;

void WrittenFiles::add(ManifestEntry entry)
{
    const std::lock_guard lock(m_mutex);
    m_entries.append(std::move(entry));
}

QList<ManifestEntry> WrittenFiles::take()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_entries, {});
}

Result<> DiskSink::begin(FileOrder order)
{
    m_order = std::move(order);
    m_size = 0;
    m_hasher.reset();
    Result<TreeFile> file =
        TreeFile::create(m_order.folder, leafName(m_order.path).toByteArray(), m_order.mode);
    if (!file)
        return file.error();
    m_file.emplace(std::move(*file));
    return {};
}

Result<> DiskSink::write(QByteArrayView bytes)
{
    m_size += bytes.size();
    if (m_size > m_order.size)
        return damagedArchive(m_written.archive(),
                              shownName(m_order.path) + u": more bytes than it claimed"_s);
    m_hasher.add(bytes);
    m_written.count(bytes.size());
    return m_file->write(bytes);
}

Result<> DiskSink::end()
{
    if (m_size != m_order.size)
        return damagedArchive(m_written.archive(),
                              shownName(m_order.path) + u": fewer bytes than it claimed"_s);
    const Result<WrittenFile> finished = m_file->finish(m_order.mtimeNs);
    m_file.reset();
    if (!finished)
        return finished.error();
    m_written.add({.path = QString::fromUtf8(m_order.path),
                   .kind = ManifestEntry::Kind::File,
                   .size = m_size,
                   .mode = m_order.mode,
                   .sha256 = m_hasher.result(),
                   .linkTarget = {},
                   .mtimeNs = finished->mtimeNs,
                   .inode = finished->inode});
    return {};
}

} // namespace portico
