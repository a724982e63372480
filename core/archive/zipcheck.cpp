// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/zipcheck.h"

#include "core/archive/archiveerror.h"
#include "core/archive/bytereader.h"
#include "core/archive/entryrules.h"
#include "core/archive/volumefile.h"
#include "core/archive/zipentry.h"

#include <QCoreApplication>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ZipCheck)
};

constexpr qint64 endSize = 22;
constexpr qint64 locatorSize = 20;
constexpr qint64 end64Size = 56;
constexpr qint64 maxComment = 0xffff;
constexpr quint64 maxDirectory = 512ULL << 20;
constexpr qint64 minEntrySize = 46;

/** Where the central directory lies and how many entries it has. */
struct Directory
{
    quint64 offset = 0;
    quint64 size = 0;
    quint64 entries = 0;
    quint64 end = 0; ///< where it must end: at the first end record
};

Error ambiguous(const VolumeFile &file, const QString &detail)
{
    return refusedArchive(
        file.path(), Text::tr("two programs could read it in two ways, as in an attack"), detail);
}

/** Offset of the end record whose comment reaches exactly to the end of the file. */
Result<qint64> findEnd(const VolumeFile &file)
{
    const qint64 tailStart = std::max<qint64>(0, file.size() - endSize - maxComment);
    const Result<QByteArray> tail = file.bytesAt(tailStart, endSize + maxComment);
    if (!tail)
        return tail.error();
    const qsizetype last = tail->lastIndexOf("PK\x05\x06");
    for (qsizetype at = last; at >= 0 && at + endSize <= tail->size();
         at = at == 0 ? -1 : tail->lastIndexOf("PK\x05\x06", at - 1)) {
        const qint64 comment = qFromLittleEndian<quint16>(tail->constData() + at + 20);
        if (at + endSize + comment != tail->size())
            continue;
        const QByteArrayView text = QByteArrayView(*tail).sliced(at + endSize);
        if (at != last || text.contains("PK\x03\x04") || text.contains("PK\x01\x02")
            || text.contains("PK\x06\x06") || text.contains("PK\x06\x07"))
            return ambiguous(file, u"a zip inside the comment"_s);
        return tailStart + at;
    }
    const bool hasEnd = last >= 0 && last + endSize <= tail->size();
    if (hasEnd
        && last + endSize + qFromLittleEndian<quint16>(tail->constData() + last + 20)
            < tail->size())
        return ambiguous(file, u"data after the end record"_s);
    return incompleteArchive(file.path(), u"no end record"_s);
}

Result<> readEnd64(const VolumeFile &file, qint64 locatorAt, const ByteReader &locatorReader,
                   Directory &directory)
{
    ByteReader locator = locatorReader;
    locator.u32();
    const quint32 disk = locator.u32();
    const quint64 at = locator.u64();
    const quint32 disks = locator.u32();
    if (disk != 0 || disks > 1)
        return unsupportedArchive(file.path(), Text::tr("it is one part of a split zip"),
                                  Text::tr("Join its parts first."));
    if (locatorAt < end64Size || at != static_cast<quint64>(locatorAt - end64Size))
        return ambiguous(file, u"zip64 end record not where its locator says"_s);
    const Result<QByteArray> bytes = file.bytesAt(locatorAt - end64Size, end64Size);
    if (!bytes)
        return bytes.error();
    ByteReader end(*bytes);
    const quint32 signature = end.u32();
    const quint64 size = end.u64();
    end.bytes(12); // versions and disk numbers
    const quint64 here = end.u64();
    const Directory wide{.offset = 0, .size = 0, .entries = end.u64(), .end = at};
    if (signature != 0x06064b50 || size != end64Size - 12 || here != wide.entries)
        return ambiguous(file, u"zip64 end record with extensible data or on several disks"_s);
    const Directory narrow = directory;
    directory = wide;
    directory.size = end.u64();
    directory.offset = end.u64();
    const bool agrees = (narrow.entries == 0xffff || narrow.entries == directory.entries)
        && (narrow.size == 0xffffffff || narrow.size == directory.size)
        && (narrow.offset == 0xffffffff || narrow.offset == directory.offset);
    return agrees ? Result<>() : ambiguous(file, u"the two end records disagree"_s);
}

Result<Directory> findDirectory(const VolumeFile &file)
{
    const Result<qint64> at = findEnd(file);
    if (!at)
        return at.error();
    const Result<QByteArray> bytes = file.bytesAt(*at, endSize);
    if (!bytes)
        return bytes.error();
    ByteReader end(*bytes);
    end.u32();
    const quint16 disk = end.u16();
    const quint16 directoryDisk = end.u16();
    const quint16 here = end.u16();
    const quint16 entries = end.u16();
    Directory directory{.offset = 0, .size = end.u32(), .entries = entries, .end = 0};
    directory.offset = end.u32();
    directory.end = static_cast<quint64>(*at);
    if ((disk != 0 && disk != 0xffff) || (directoryDisk != 0 && directoryDisk != 0xffff)
        || here != entries)
        return unsupportedArchive(file.path(), Text::tr("it is one part of a split zip"),
                                  Text::tr("Join its parts first."));
    const Result<QByteArray> before =
        file.bytesAt(*at - locatorSize, *at < locatorSize ? 0 : locatorSize);
    if (!before)
        return before.error();
    if (before->startsWith("PK\x06\x07")) {
        const Result<> wide = readEnd64(file, *at - locatorSize, ByteReader(*before), directory);
        if (!wide)
            return wide.error();
    }
    const bool fits =
        directory.size <= directory.end && directory.offset == directory.end - directory.size;
    if (!fits)
        return ambiguous(file, u"the central directory does not end at the end record"_s);
    if (directory.size > maxDirectory
        || directory.entries > directory.size / static_cast<quint64>(minEntrySize))
        return ambiguous(file, u"more entries than the central directory can hold"_s);
    return directory;
}

EntryFacts factsOf(const ZipEntry &entry)
{
    QByteArray path = entry.name;
    const bool isFolder = path.endsWith('/');
    if (isFolder)
        path.chop(1);
    path = withoutDotPrefix(path);
    EntryFacts facts{.path = path,
                     .kind = isFolder ? EntryKind::Folder : entry.unixKind(),
                     .size = static_cast<qint64>(std::min<quint64>(entry.size, INT64_MAX)),
                     .packedSize = static_cast<qint64>(entry.packedSize),
                     .linkTarget = {}};
    return facts;
}

} // namespace

Result<QList<EntryFacts>> checkZip(const VolumeFile &file, const UnpackLimits &limits,
                                   const JobContext &job)
{
    const Result<Directory> directory = findDirectory(file);
    if (!directory)
        return directory.error();
    if (directory->entries > static_cast<quint64>(limits.maxEntries))
        return refusedArchive(file.path(),
                              Text::tr("it holds more than %L1 entries").arg(limits.maxEntries));
    const Result<QByteArray> bytes =
        file.bytesAt(static_cast<qint64>(directory->offset), static_cast<qint64>(directory->size));
    if (!bytes)
        return bytes.error();
    QList<ZipEntry> entries;
    entries.reserve(static_cast<qsizetype>(directory->entries));
    QList<EntryFacts> facts;
    facts.reserve(static_cast<qsizetype>(directory->entries));
    ByteReader reader(*bytes);
    for (quint64 i = 0; i < directory->entries; ++i) {
        Result<ZipEntry> entry = readCentralEntry(file, reader);
        if (!entry)
            return entry.error();
        const EntryFacts fact = factsOf(*entry);
        const bool isRoot = fact.kind == EntryKind::Folder && fact.path.isEmpty();
        if (!isRoot)
            facts.append(fact);
        entries.append(std::move(*entry));
    }
    if (!reader.atEnd())
        return ambiguous(file, u"bytes left over in the central directory"_s);
    std::sort(entries.begin(), entries.end(),
              [](const ZipEntry &a, const ZipEntry &b) { return a.offset < b.offset; });
    quint64 free = 0; // first byte that belongs to no entry yet
    for (const ZipEntry &entry : std::as_const(entries)) {
        if (job.isCancelled())
            return cancelledError();
        if (entry.offset < free)
            return refusedEntry(file.path(), entry.name,
                                Text::tr("it shares its bytes with another entry, as in a trap"));
        const Result<quint64> end = checkLocalEntry(file, entry);
        if (!end)
            return end.error();
        free = *end;
    }
    if (free > directory->offset)
        return ambiguous(file, u"an entry's data reaches into the central directory"_s);
    return facts;
}

} // namespace portico
