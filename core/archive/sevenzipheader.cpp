// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/sevenzipheader.h"

namespace portico {

using namespace sevenzip;

namespace {

constexpr quint32 folderAttribute = 0x10;
constexpr quint32 unixExtension = 0x8000; ///< the upper half is a Unix mode

/** What the property lists of the files say, still side by side. */
struct FileLists
{
    QList<QByteArray> names;
    QList<bool> isEmptyStream;
    QList<bool> isEmptyFile; ///< counted among the empty streams only
    QList<quint32> attributes;
};

/** UTF-16 names, each ended by a NUL. */
bool readNames(QByteArrayView body, quint64 count, QList<QByteArray> &names)
{
    ByteReader reader(body);
    if (reader.u8() != 0)
        return false; // kept elsewhere: no program writes that
    for (quint64 i = 0; i < count; ++i) {
        QString name;
        for (quint16 unit = reader.u16(); unit != 0; unit = reader.u16())
            name.append(QChar(unit));
        if (!reader.isGood())
            return false;
        // A lone half of a surrogate pair stays as an invalid byte, for the name rules to refuse.
        names.append(name.isValidUtf16() ? name.toUtf8() : name.toUtf8() + '\xff');
    }
    return reader.atEnd();
}

bool readAttributes(QByteArrayView body, quint64 count, QList<quint32> &attributes)
{
    ByteReader reader(body);
    const QList<bool> defined = sevenZipOptionalBits(reader, count);
    if (reader.u8() != 0)
        return false;
    for (const bool isDefined : defined)
        attributes.append(isDefined ? reader.u32() : 0);
    return reader.isGood() && attributes.size() == static_cast<qsizetype>(count);
}

bool readProperty(quint8 property, QByteArrayView body, quint64 count, FileLists &lists)
{
    ByteReader reader(body);
    switch (property) {
    case Names:
        return readNames(body, count, lists.names);
    case Attributes:
        return readAttributes(body, count, lists.attributes);
    case EmptyStream:
        lists.isEmptyStream = sevenZipBits(reader, count);
        return reader.isGood();
    case EmptyFile:
        lists.isEmptyFile =
            sevenZipBits(reader, static_cast<quint64>(lists.isEmptyStream.count(true)));
        return reader.isGood();
    default:
        return true; // times and the like
    }
}

EntryKind kindOf(const FileLists &lists, qsizetype index, bool isFolder)
{
    const quint32 attributes = lists.attributes.value(index, 0);
    if ((attributes & unixExtension) != 0) {
        switch ((attributes >> 16) & 0170000) {
        case 0040000:
            return EntryKind::Folder;
        case 0100000:
            return EntryKind::File;
        case 0120000:
            return EntryKind::SymbolicLink;
        case 0:
            break;
        default:
            return EntryKind::Special;
        }
    }
    return isFolder || (attributes & folderAttribute) != 0 ? EntryKind::Folder : EntryKind::File;
}

bool readFiles(ByteReader &reader, qint64 maxEntries, SevenZipHeader &header)
{
    const quint64 count = sevenZipNumber(reader);
    header.hasTooManyEntries = count > static_cast<quint64>(maxEntries);
    if (header.hasTooManyEntries)
        return true;
    FileLists lists;
    for (quint8 property = reader.u8(); property != End; property = reader.u8()) {
        const QByteArrayView body = reader.bytes(sevenZipNumber(reader));
        if (!reader.isGood() || !readProperty(property, body, count, lists))
            return false;
    }
    if (!reader.isGood() || lists.names.size() != static_cast<qsizetype>(count))
        return false;
    qsizetype emptyStreams = 0;
    for (qsizetype i = 0; i < lists.names.size(); ++i) {
        const bool isEmptyStream = lists.isEmptyStream.value(i, false);
        const bool isFolder = isEmptyStream && !lists.isEmptyFile.value(emptyStreams, false);
        emptyStreams += isEmptyStream ? 1 : 0;
        EntryFacts facts{.path = lists.names[i],
                         .kind = kindOf(lists, i, isFolder),
                         .size = 0,
                         .packedSize = 0,
                         .linkTarget = {}};
        header.entries.append(facts);
    }
    return true;
}

} // namespace

std::optional<SevenZipHeader> parseSevenZipHeader(QByteArrayView bytes, qint64 maxEntries)
{
    SevenZipHeader header;
    ByteReader reader(bytes);
    for (quint8 property = reader.u8(); reader.isGood(); property = reader.u8()) {
        if (property == End)
            return header;
        const bool isRead = (property == MainStreams && readSevenZipStreams(reader, header.packs))
            || (property == Files && readFiles(reader, maxEntries, header));
        if (!isRead)
            return std::nullopt;
        if (header.hasTooManyEntries)
            return header;
    }
    return std::nullopt;
}

} // namespace portico
