// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/deflatepool.h"
#include "core/archive/packwork.h"
#include "core/archive/ziprecords.h"
#include "core/archive/zipworkers.h"
#include "core/platform/symboliclink.h"

#include <deque>

namespace portico {

namespace {

constexpr qsizetype kBlock = 512 * 1024; ///< part of the format: another size gives other bytes
constexpr qsizetype kWindow = 32 * 1024;

/** A zip, its files deflated on all cores. Entries wait in a queue until their blocks are done. */
class ZipWriter
{
public:
    explicit ZipWriter(PackWork &work)
        : m_work(work)
        , m_pool(packThreads())
    { }

    Result<> run();

private:
    /** A block on its way, or an entry that needs none. */
    struct Part
    {
        ZipRecord record; ///< of the first part; later ones go on with it
        bool isFirst = true;
        bool isLast = true;
        bool isInPool = false;
    };
    Result<> add(const TreeEntry &entry);
    Result<> addFile(const TreeEntry &entry, const ZipRecord &record);
    Result<> enqueue(Part part);
    Result<> writeOldest();
    Result<> writeBlock(const Part &part, const DeflatedBlock &block);
    Result<> writeEnd();

    PackWork &m_work;
    DeflatePool m_pool;
    std::deque<Part> m_parts{};
    ZipRecord m_current{}; ///< the entry that is being written
    QList<ZipRecord> m_written{};
};

Result<> ZipWriter::enqueue(Part part)
{
    m_parts.push_back(std::move(part));
    while (m_pool.isFull() || m_parts.size() > 1024) {
        if (const Result<> written = writeOldest(); !written)
            return written;
    }
    return {};
}

Result<> ZipWriter::addFile(const TreeEntry &entry, const ZipRecord &record)
{
    QByteArray before;
    qint64 done = 0;
    return readForPacking(m_work, entry, kBlock, [&](QByteArray block) -> Result<> {
        Part part{.record = {},
                  .isFirst = done == 0,
                  .isLast = done + block.size() == entry.size,
                  .isInPool = true};
        if (part.isFirst)
            part.record = record;
        done += block.size();
        QByteArray window = part.isLast ? QByteArray() : block.last(qMin(kWindow, block.size()));
        m_pool.add({.bytes = std::move(block), .before = before, .isLast = part.isLast});
        before = std::move(window);
        return enqueue(std::move(part));
    });
}

Result<> ZipWriter::add(const TreeEntry &entry)
{
    ZipRecord record{.name = m_work.nameOf(entry), .mode = packedMode(entry)};
    switch (entry.kind) {
    case TreeEntry::Kind::Folder:
        record.name += '/';
        record.kind = ZipRecord::Kind::Folder;
        break;
    case TreeEntry::Kind::Link: {
        const Result<QString> target = readLink(m_work.sourceOf(entry));
        if (!target)
            return target.error();
        record.kind = ZipRecord::Kind::Link;
        record.content = target->toUtf8();
        break;
    }
    case TreeEntry::Kind::File:
    case TreeEntry::Kind::Special:
        record.size = static_cast<quint64>(entry.size);
        break;
    }
    if (entry.kind == TreeEntry::Kind::File && entry.size > 0)
        return addFile(entry, record);
    record.store(record.content);
    return enqueue({.record = std::move(record)});
}

Result<> ZipWriter::writeOldest()
{
    const Part part = std::move(m_parts.front());
    m_parts.pop_front();
    if (part.isFirst) {
        m_current = part.record;
        m_current.offset = static_cast<quint64>(m_work.output.bytes());
    }
    Result<> done;
    if (part.isInPool)
        done = writeBlock(part, m_pool.take());
    else
        done = m_work.output.write(m_current.localHeader() + m_current.content);
    if (done && part.isLast)
        m_written.append(std::move(m_current));
    return done;
}

Result<> ZipWriter::writeBlock(const Part &part, const DeflatedBlock &block)
{
    const bool isWhole = part.isFirst && part.isLast;
    if (isWhole && block.packed.size() >= block.bytes.size()) {
        m_current.store(block.bytes, block.checksum);
        const Result<> header = m_work.output.write(m_current.localHeader());
        return header ? m_work.output.write(block.bytes) : header;
    }
    if (part.isFirst)
        m_current.deflate(isWhole ? ZipRecord::Sizes::AreKnown : ZipRecord::Sizes::ComeLater);
    m_current.append(block.packed.size(), block.checksum, block.bytes.size());
    Result<> done = part.isFirst ? m_work.output.write(m_current.localHeader()) : Result<>();
    if (done)
        done = m_work.output.write(block.packed);
    if (done && part.isLast && !isWhole)
        done = m_work.output.write(m_current.descriptor());
    return done;
}

Result<> ZipWriter::writeEnd()
{
    const auto offset = static_cast<quint64>(m_work.output.bytes());
    for (const ZipRecord &record : std::as_const(m_written)) {
        if (const Result<> written = m_work.output.write(record.centralHeader()); !written)
            return written;
    }
    const quint64 size = static_cast<quint64>(m_work.output.bytes()) - offset;
    return m_work.output.write(zipEnd(static_cast<quint64>(m_written.size()), offset, size));
}

Result<> ZipWriter::run()
{
    Result<> done;
    for (qsizetype i = 0; done && i < m_work.entries.size(); ++i)
        done = m_work.job.isCancelled() ? Result<>(cancelledError()) : add(m_work.entries.at(i));
    while (done && !m_parts.empty())
        done = m_work.job.isCancelled() ? Result<>(cancelledError()) : writeOldest();
    return done ? writeEnd() : done;
}

} // namespace

Result<> writeZip(PackWork &work)
{
    return ZipWriter(work).run();
}

} // namespace portico
