// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/ziprecords.h"

#include "core/archive/packwork.h"

#include <QtEndian>

#include <algorithm>
#include <zlib.h>

namespace portico {

namespace {

constexpr quint32 kLocal = 0x04034b50;
constexpr quint32 kDescriptor = 0x08074b50;
constexpr quint32 kCentral = 0x02014b50;
constexpr quint32 kEnd = 0x06054b50;
constexpr quint32 kEnd64 = 0x06064b50;
constexpr quint32 kLocator64 = 0x07064b50;

constexpr quint16 kVersion = 20;
constexpr quint16 kVersion64 = 45;
constexpr quint16 kUnix = 3 << 8;
constexpr quint16 kDeflated = 8;
constexpr quint16 kLaterFlag = 1 << 3;
constexpr quint16 kUtf8Flag = 1 << 11;
constexpr quint16 kDosDate = 0x21; ///< 1980-01-01, wherever that is
constexpr quint16 kWideField = 0x0001;
constexpr quint16 kTimeField = 0x5455;
constexpr quint32 kFolderAttribute = 0x10;
constexpr quint32 kMost32 = 0xffffffff;
constexpr quint64 kMost16 = 0xffff;
/** What grows by deflating, it grows by less than this. */
constexpr quint64 kWideFrom = 0xff000000;

/** Little-endian fields, one behind the other. */
class Fields
{
public:
    template <typename Number>
    Fields &add(Number number)
    {
        const Number little = qToLittleEndian(number);
        m_bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
        return *this;
    }
    Fields &add(const QByteArray &bytes)
    {
        m_bytes += bytes;
        return *this;
    }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/** The time in UTC: MS-DOS' own is that of wherever it is read. */
QByteArray timeField()
{
    return Fields()
        .add(kTimeField)
        .add(quint16{5})
        .add(quint8{1})
        .add(static_cast<quint32>(kPackedTime))
        .bytes();
}

quint32 narrow(quint64 number)
{
    return static_cast<quint32>(std::min<quint64>(number, kMost32));
}

/** Whether its sizes have 64 bits. */
bool isWide(const ZipRecord &record)
{
    return record.size >= kWideFrom;
}

quint16 flagsOf(const ZipRecord &record)
{
    const bool isPlain =
        std::all_of(record.name.begin(), record.name.end(), [](char c) { return (c & 0x80) == 0; });
    return static_cast<quint16>((record.comesLater ? kLaterFlag : 0) | (isPlain ? 0 : kUtf8Flag));
}

enum class Header { Local, Central };

/** From the version to the sizes: the same in both headers. */
QByteArray commonFields(const ZipRecord &record, Header header)
{
    const bool isUnknown = header == Header::Local && record.comesLater;
    const bool isLarge = isWide(record) || (header == Header::Central && record.offset >= kMost32);
    Fields fields;
    fields.add(isLarge ? kVersion64 : kVersion)
        .add(flagsOf(record))
        .add(record.isDeflated ? kDeflated : quint16{0})
        .add(quint16{0})
        .add(kDosDate)
        .add(isUnknown ? quint32{0} : record.checksum);
    if (isWide(record))
        fields.add(kMost32).add(kMost32);
    else
        fields.add(isUnknown ? quint32{0} : narrow(record.packedSize))
            .add(isUnknown ? quint32{0} : narrow(record.size));
    return fields.bytes();
}

} // namespace

void ZipRecord::store(const QByteArray &bytes, quint32 crc)
{
    isDeflated = false;
    comesLater = false;
    size = packedSize = static_cast<quint64>(bytes.size());
    checksum = crc;
}

void ZipRecord::store(const QByteArray &bytes)
{
    store(bytes,
          static_cast<quint32>(crc32(0, reinterpret_cast<const Bytef *>(bytes.constData()),
                                     static_cast<uInt>(bytes.size()))));
}

void ZipRecord::deflate(Sizes sizes)
{
    isDeflated = true;
    comesLater = sizes == Sizes::ComeLater;
}

void ZipRecord::append(qsizetype packed, quint32 crc, qsizetype bytes)
{
    packedSize += static_cast<quint64>(packed);
    checksum = static_cast<quint32>(crc32_combine(checksum, crc, static_cast<z_off_t>(bytes)));
}

QByteArray ZipRecord::localHeader() const
{
    QByteArray extra = timeField();
    if (isWide(*this))
        extra += Fields()
                     .add(kWideField)
                     .add(quint16{16})
                     .add(comesLater ? quint64{0} : size)
                     .add(comesLater ? quint64{0} : packedSize)
                     .bytes();
    return Fields()
        .add(kLocal)
        .add(commonFields(*this, Header::Local))
        .add(static_cast<quint16>(name.size()))
        .add(static_cast<quint16>(extra.size()))
        .add(name)
        .add(extra)
        .bytes();
}

QByteArray ZipRecord::descriptor() const
{
    Fields fields;
    fields.add(kDescriptor).add(checksum);
    if (isWide(*this))
        fields.add(packedSize).add(size);
    else
        fields.add(narrow(packedSize)).add(narrow(size));
    return fields.bytes();
}

QByteArray ZipRecord::centralHeader() const
{
    Fields wide;
    if (isWide(*this))
        wide.add(size).add(packedSize);
    if (offset >= kMost32)
        wide.add(offset);
    QByteArray extra = timeField();
    if (!wide.bytes().isEmpty())
        extra += Fields()
                     .add(kWideField)
                     .add(static_cast<quint16>(wide.bytes().size()))
                     .add(wide.bytes())
                     .bytes();
    quint32 type = 0100000;
    if (kind != Kind::File)
        type = kind == Kind::Folder ? 0040000 : 0120000;
    const quint32 attributes =
        ((type | static_cast<quint32>(mode)) << 16) | (kind == Kind::Folder ? kFolderAttribute : 0);
    return Fields()
        .add(kCentral)
        .add(static_cast<quint16>(kUnix | kVersion64))
        .add(commonFields(*this, Header::Central))
        .add(static_cast<quint16>(name.size()))
        .add(static_cast<quint16>(extra.size()))
        .add(quint16{0}) // no comment
        .add(quint16{0}) // of the first disk
        .add(quint16{0})
        .add(attributes)
        .add(narrow(offset))
        .add(name)
        .add(extra)
        .bytes();
}

QByteArray zipEnd(quint64 entries, quint64 directoryOffset, quint64 directorySize)
{
    Fields fields;
    const bool isWide =
        entries >= kMost16 || directoryOffset >= kMost32 || directorySize >= kMost32;
    if (isWide)
        fields.add(kEnd64)
            .add(quint64{44}) // of the rest of this record
            .add(static_cast<quint16>(kUnix | kVersion64))
            .add(kVersion64)
            .add(quint32{0})
            .add(quint32{0})
            .add(entries)
            .add(entries)
            .add(directorySize)
            .add(directoryOffset)
            .add(kLocator64)
            .add(quint32{0})
            .add(directoryOffset + directorySize)
            .add(quint32{1});
    const auto count = static_cast<quint16>(std::min(entries, kMost16));
    return fields.add(kEnd)
        .add(quint16{0})
        .add(quint16{0})
        .add(count)
        .add(count)
        .add(narrow(directorySize))
        .add(narrow(directoryOffset))
        .add(quint16{0})
        .bytes();
}

} // namespace portico
