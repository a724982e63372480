// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/sevenzipstreams.h"

#include <bit>

namespace portico {

using namespace sevenzip;

quint64 sevenZipNumber(ByteReader &reader)
{
    const quint8 first = reader.u8();
    const int more = std::countl_one(first);
    quint64 value = 0;
    for (int i = 0; i < more; ++i)
        value |= static_cast<quint64>(reader.u8()) << (8 * i);
    if (more < 7)
        value |= static_cast<quint64>(first & (0x7f >> more)) << (8 * more);
    return value;
}

QList<bool> sevenZipBits(ByteReader &reader, quint64 count)
{
    const QByteArrayView raw = reader.bytes((count + 7) / 8);
    QList<bool> result(static_cast<qsizetype>(raw.isEmpty() ? 0 : count));
    for (qsizetype i = 0; i < result.size(); ++i)
        result[i] = (static_cast<quint8>(raw[i / 8]) & (0x80 >> (i % 8))) != 0;
    return result;
}

QList<bool> sevenZipOptionalBits(ByteReader &reader, quint64 count)
{
    return reader.u8() != 0 ? QList<bool>(static_cast<qsizetype>(count), true)
                            : sevenZipBits(reader, count);
}

namespace {

constexpr quint64 maxStreams = 1'000'000;
constexpr quint64 maxCoders = 32;

/** Reads over the checksums of `count` streams, which libarchive compares; tells who has one. */
std::optional<QList<bool>> readChecksums(ByteReader &reader, quint64 count)
{
    if (count > maxStreams)
        return std::nullopt;
    const QList<bool> defined = sevenZipOptionalBits(reader, count);
    reader.bytes(4 * static_cast<quint64>(defined.count(true)));
    return reader.isGood() ? std::optional(defined) : std::nullopt;
}

bool readPackInfo(ByteReader &reader, SevenZipPacks &packs)
{
    packs.packOffset = sevenZipNumber(reader);
    const quint64 count = sevenZipNumber(reader);
    if (count > maxStreams)
        return false;
    for (quint8 property = reader.u8(); reader.isGood(); property = reader.u8()) {
        if (property == End)
            return true;
        if (property == Size) {
            for (quint64 i = 0; i < count && reader.isGood(); ++i)
                packs.packSizes.append(sevenZipNumber(reader));
        } else if (property != Checksum || !readChecksums(reader, count)) {
            return false;
        }
    }
    return false;
}

/** One folder's coders; gives the number of its outputs and the output that leaves the chain. */
bool readFolder(ByteReader &reader, SevenZipStreams &streams, quint64 &outputs, quint64 &mainOutput)
{
    const quint64 coders = sevenZipNumber(reader);
    if (coders == 0 || coders > maxCoders)
        return false;
    quint64 inputs = 0;
    outputs = 0;
    for (quint64 i = 0; i < coders; ++i) {
        const quint8 flags = reader.u8();
        SevenZipCoder coder;
        for (const char byte : reader.bytes(flags & 0x0f))
            coder.method = (coder.method << 8) | static_cast<quint8>(byte);
        const bool isComplex = (flags & 0x10) != 0;
        const quint64 ins = isComplex ? sevenZipNumber(reader) : 1;
        const quint64 outs = isComplex ? sevenZipNumber(reader) : 1;
        if ((flags & 0x20) != 0)
            coder.properties = reader.bytes(sevenZipNumber(reader)).toByteArray();
        if ((flags & 0x80) != 0 || ins > maxCoders || outs > maxCoders || !reader.isGood())
            return false;
        inputs += ins;
        outputs += outs;
        streams.coders.append(coder);
    }
    if (outputs == 0 || inputs + 1 < outputs)
        return false;
    QList<bool> isBound(static_cast<qsizetype>(outputs), false);
    for (quint64 i = 0; i + 1 < outputs; ++i) {
        sevenZipNumber(reader);
        const quint64 output = sevenZipNumber(reader);
        if (output >= outputs)
            return false;
        isBound[static_cast<qsizetype>(output)] = true;
    }
    const quint64 packed = inputs - (outputs - 1);
    for (quint64 i = 0; packed > 1 && i < packed; ++i)
        sevenZipNumber(reader);
    mainOutput = static_cast<quint64>(isBound.indexOf(false));
    return reader.isGood();
}

bool readUnpackInfo(ByteReader &reader, SevenZipPacks &packs)
{
    if (reader.u8() != Folder)
        return false;
    const quint64 count = sevenZipNumber(reader);
    if (count > maxStreams || reader.u8() != 0)
        return false;
    QList<std::pair<quint64, quint64>> outputs;
    for (quint64 i = 0; i < count; ++i) {
        std::pair<quint64, quint64> output;
        if (!readFolder(reader, packs.streams.emplaceBack(), output.first, output.second))
            return false;
        outputs.append(output);
    }
    if (reader.u8() != UnpackSizes)
        return false;
    for (qsizetype i = 0; i < outputs.size(); ++i) {
        for (quint64 output = 0; output < outputs[i].first; ++output) {
            const quint64 size = sevenZipNumber(reader);
            if (output == outputs[i].second)
                packs.streams[i].unpackedSize = size;
        }
    }
    quint8 property = reader.u8();
    if (property == Checksum) {
        const std::optional<QList<bool>> defined = readChecksums(reader, count);
        if (!defined)
            return false;
        for (qsizetype i = 0; i < defined->size(); ++i)
            packs.streams[i].hasChecksum = defined->at(i);
        property = reader.u8();
    }
    return property == End && reader.isGood();
}

/** Read over: which files share a stream is libarchive's to know. */
bool skipSubStreams(ByteReader &reader, const SevenZipPacks &packs)
{
    QList<quint64> counts(packs.streams.size(), 1);
    quint8 property = reader.u8();
    if (property == UnpackStreamCount) {
        for (quint64 &count : counts) {
            count = sevenZipNumber(reader);
            if (count > maxStreams)
                return false;
        }
        property = reader.u8();
    }
    if (property == Size) {
        for (const quint64 count : std::as_const(counts)) {
            for (quint64 i = 1; i < count && reader.isGood(); ++i)
                sevenZipNumber(reader);
        }
        property = reader.u8();
    }
    quint64 unknown = 0; // streams whose checksum was not given with their folder
    for (qsizetype i = 0; i < counts.size(); ++i)
        unknown += counts[i] == 1 && packs.streams[i].hasChecksum ? 0 : counts[i];
    if (property == Checksum) {
        if (!readChecksums(reader, unknown))
            return false;
        property = reader.u8();
    }
    return property == End && reader.isGood();
}

} // namespace

bool readSevenZipStreams(ByteReader &reader, SevenZipPacks &packs)
{
    for (quint8 property = reader.u8(); reader.isGood(); property = reader.u8()) {
        bool isRead = false;
        switch (property) {
        case End:
            return true;
        case PackInfo:
            isRead = readPackInfo(reader, packs);
            break;
        case UnpackInfo:
            isRead = readUnpackInfo(reader, packs);
            break;
        case SubStreams:
            isRead = skipSubStreams(reader, packs);
            break;
        default:
            return false;
        }
        if (!isRead)
            return false;
    }
    return false;
}

quint64 SevenZipCoder::dictionaryBytes() const
{
    const auto byte = [this](qsizetype i) {
        return i < properties.size() ? static_cast<quint8>(properties[i]) : quint8{0};
    };
    if (method == 0x21) // LZMA2: 2 or 3, shifted
        return byte(0) >= 40 ? 0xffffffff : quint64{2U | (byte(0) & 1U)} << (byte(0) / 2 + 11);
    if (method == 0x030101 || method == 0x030401) // LZMA and PPMd
        return byte(1) | quint64{byte(2)} << 8 | quint64{byte(3)} << 16 | quint64{byte(4)} << 24;
    return 0;
}

} // namespace portico
