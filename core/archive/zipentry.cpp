// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/zipentry.h"

#include "core/archive/archiveerror.h"
#include "core/archive/volumefile.h"

#include <QCoreApplication>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ZipEntry)
};

constexpr quint32 centralSignature = 0x02014b50;
constexpr quint32 localSignature = 0x04034b50;
constexpr qint64 localSize = 30;
constexpr quint16 encryptedFlag = 1;
constexpr quint16 descriptorFlag = 8; ///< sizes and checksum come after the data
constexpr quint16 strongFlag = 0x40;
constexpr quint16 maskedFlag = 0x2000;
constexpr quint16 unixSystem = 3;
constexpr quint16 macSystem = 19;
constexpr quint16 wideField = 0x0001;

/** The zip64 values of an extra field, in their fixed order; false if it is malformed. */
class WideValues
{
public:
    explicit WideValues(QByteArrayView extra)
    {
        ByteReader reader(extra);
        while (reader.left() >= 4) {
            const quint16 kind = reader.u16();
            const QByteArrayView body = reader.bytes(reader.u16());
            if (kind != wideField)
                continue;
            m_isTwice = m_has;
            m_has = true;
            m_body = ByteReader(body);
        }
        m_isGood = reader.isGood() && !m_isTwice;
    }

    /** Replaces a value that is marked as too large for its narrow field. */
    quint64 widened(quint32 narrow)
    {
        if (narrow != 0xffffffff || !m_has)
            return narrow;
        return m_body.u64();
    }
    bool isGood() const { return m_isGood && m_body.isGood(); }

private:
    ByteReader m_body{QByteArrayView()};
    bool m_has = false;
    bool m_isTwice = false;
    bool m_isGood = false;
};

Error differs(const VolumeFile &file, const ZipEntry &entry, const QString &detail)
{
    Error error = refusedEntry(file.path(), entry.name,
                               Text::tr("the archive describes it in two different ways"));
    error.detail = detail;
    return error;
}

} // namespace

EntryKind ZipEntry::unixKind() const
{
    const quint16 system = madeBy >> 8;
    if (system != unixSystem && system != macSystem)
        return EntryKind::File;
    switch ((attributes >> 16) & 0170000) {
    case 0:
    case 0100000:
        return EntryKind::File;
    case 0040000:
        return EntryKind::Folder;
    case 0120000:
        return EntryKind::SymbolicLink;
    default:
        return EntryKind::Special;
    }
}

Result<ZipEntry> readCentralEntry(const VolumeFile &file, ByteReader &directory)
{
    ZipEntry entry;
    const quint32 signature = directory.u32();
    entry.madeBy = directory.u16();
    directory.u16(); // version needed
    entry.flags = directory.u16();
    entry.method = directory.u16();
    directory.u32(); // time
    entry.checksum = directory.u32();
    const quint32 packed = directory.u32();
    const quint32 size = directory.u32();
    const quint16 nameSize = directory.u16();
    const quint16 extraSize = directory.u16();
    const quint16 commentSize = directory.u16();
    const quint16 disk = directory.u16();
    directory.u16(); // internal attributes
    entry.attributes = directory.u32();
    const quint32 offset = directory.u32();
    entry.name = directory.bytes(nameSize).toByteArray();
    WideValues wide(directory.bytes(extraSize));
    directory.bytes(commentSize);
    if (!directory.isGood() || signature != centralSignature)
        return damagedArchive(file.path(), u"central directory entry"_s);
    entry.size = wide.widened(size);
    entry.packedSize = wide.widened(packed);
    entry.offset = wide.widened(offset);
    if (!wide.isGood() || (disk != 0 && disk != 0xffff))
        return differs(file, entry, u"extra fields"_s);
    if ((entry.flags & (encryptedFlag | strongFlag | maskedFlag)) != 0)
        return encryptedArchive(file.path());
    return entry;
}

Result<quint64> checkLocalEntry(const VolumeFile &file, const ZipEntry &entry)
{
    const auto limit = static_cast<quint64>(file.size());
    if (entry.offset > limit || entry.packedSize > limit)
        return differs(file, entry, u"lies outside of the file"_s);
    const Result<QByteArray> bytes =
        file.bytesAt(static_cast<qint64>(entry.offset), localSize + entry.name.size() + 64);
    if (!bytes)
        return bytes.error();
    ByteReader local(*bytes);
    const quint32 signature = local.u32();
    local.u16(); // version needed
    const quint16 flags = local.u16();
    const quint16 method = local.u16();
    local.u32(); // time
    const quint32 checksum = local.u32();
    const quint32 packed = local.u32();
    const quint32 size = local.u32();
    const quint16 nameSize = local.u16();
    const quint16 extraSize = local.u16();
    const QByteArrayView name = local.bytes(nameSize);
    if (signature != localSignature)
        return differs(file, entry, u"no local header"_s);
    if (name != entry.name || method != entry.method)
        return differs(file, entry, u"name or method"_s);
    if (((flags ^ entry.flags) & (encryptedFlag | descriptorFlag)) != 0)
        return differs(file, entry, u"flags"_s);
    const quint64 dataAt = entry.offset + localSize + nameSize + extraSize;
    const qint64 extraAt = static_cast<qint64>(dataAt) - extraSize;
    const bool isHere = local.left() >= extraSize;
    const Result<QByteArray> extra = isHere
        ? Result<QByteArray>(local.bytes(extraSize).toByteArray())
        : file.bytesAt(extraAt, extraSize);
    if (!extra)
        return extra.error();
    WideValues wide(*extra);
    const bool comesLater = (flags & descriptorFlag) != 0;
    const auto agrees = [comesLater](quint64 here, quint64 there) {
        return here == there || (comesLater && (here == 0 || here == 0xffffffff));
    };
    const bool hasSize = agrees(wide.widened(size), entry.size);
    const bool hasPacked = agrees(wide.widened(packed), entry.packedSize);
    if (!wide.isGood() || !hasSize || !hasPacked || !agrees(checksum, entry.checksum))
        return differs(file, entry, u"sizes or checksum"_s);
    return dataAt + entry.packedSize;
}

} // namespace portico
