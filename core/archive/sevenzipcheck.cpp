// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/sevenzipcheck.h"

#include "core/archive/archiveerror.h"
#include "core/archive/lzmastream.h"
#include "core/archive/sevenzipheader.h"
#include "core/archive/volumefile.h"
#include "core/base/sizes.h"

#include <QCoreApplication>

#include <algorithm>
#include <zlib.h>

namespace portico {

using namespace Qt::StringLiterals;
using namespace sevenzip;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SevenZipCheck)
};

constexpr qint64 signatureSize = 32;
constexpr quint64 maxHeader = 256ULL << 20;
constexpr int maxNesting = 4; ///< of packed headers
constexpr quint64 lzmaMethod = 0x030101;
constexpr quint64 encryptionMethod = 0x06f10701;

quint32 checksumOf(QByteArrayView bytes)
{
    return static_cast<quint32>(crc32_z(0, reinterpret_cast<const Bytef *>(bytes.data()),
                                        static_cast<size_t>(bytes.size())));
}

QString coderProblem(quint64 method)
{
    switch (method) {
    case 0x040109:
        return Text::tr("it uses the coder Deflate64");
    case 0x0a:
        return Text::tr("it uses the filter for ARM64 programs");
    default:
        return {};
    }
}

/** One 7z, from its signature to its list. */
class Check
{
public:
    Check(const VolumeFile &file, const UnpackLimits &limits, const JobContext &job)
        : m_file(file)
        , m_limits(limits)
        , m_job(job)
    { }

    Result<SevenZipListing> run();

private:
    Result<QByteArray> readHeader();
    Result<QByteArray> unpackHeader(QByteArrayView description);
    Result<> judgeCoders(const SevenZipPacks &packs);
    Error shortFile(quint64 promised) const;
    Error malformed() const { return damagedArchive(m_file.path(), u"7z header"_s); }

    const VolumeFile &m_file;
    const UnpackLimits &m_limits;
    const JobContext &m_job;
    quint64 m_dictionary = 0;
};

Result<SevenZipListing> Check::run()
{
    Result<QByteArray> header = readHeader();
    if (!header)
        return header.error();
    if (header->isEmpty())
        return SevenZipListing(); // an empty archive has no header at all
    for (int depth = 0; header->startsWith(static_cast<char>(EncodedHeader)); ++depth) {
        if (m_job.isCancelled())
            return cancelledError();
        if (depth == maxNesting)
            return malformed();
        header = unpackHeader(QByteArrayView(*header).sliced(1));
        if (!header)
            return header.error();
    }
    if (!header->startsWith(static_cast<char>(Header)))
        return malformed();
    const auto parsed = parseSevenZipHeader(QByteArrayView(*header).sliced(1), m_limits.maxEntries);
    if (!parsed)
        return malformed();
    if (parsed->hasTooManyEntries)
        return refusedArchive(m_file.path(),
                              Text::tr("it holds more than %L1 entries").arg(m_limits.maxEntries));
    if (const Result<> judged = judgeCoders(parsed->packs); !judged)
        return judged.error();
    SevenZipListing listing;
    listing.entries = parsed->entries;
    listing.dictionaryBytes = static_cast<qint64>(m_dictionary);
    for (const SevenZipStreams &streams : parsed->packs.streams) {
        const auto room = static_cast<quint64>(INT64_MAX - listing.unpackedBytes);
        listing.unpackedBytes += static_cast<qint64>(std::min(streams.unpackedSize, room));
    }
    return listing;
}

/** The bytes that the signature header points to, compared with their checksum. */
Result<QByteArray> Check::readHeader()
{
    const Result<QByteArray> start = m_file.bytesAt(0, signatureSize);
    if (!start)
        return start.error();
    if (start->size() < signatureSize)
        return shortFile(signatureSize);
    ByteReader reader(*start);
    reader.bytes(8); // signature and version
    const quint32 startChecksum = reader.u32();
    const quint64 offset = reader.u64();
    const quint64 size = reader.u64();
    const quint32 checksum = reader.u32();
    if (checksumOf(QByteArrayView(*start).sliced(12)) != startChecksum || size > maxHeader
        || offset > static_cast<quint64>(INT64_MAX) - maxHeader - signatureSize)
        return malformed();
    const quint64 promised = signatureSize + offset + size;
    if (promised > static_cast<quint64>(m_file.size()))
        return shortFile(promised);
    if (promised < static_cast<quint64>(m_file.size()))
        return refusedArchive(m_file.path(), Text::tr("there is something behind its end"));
    const Result<QByteArray> header =
        m_file.bytesAt(signatureSize + static_cast<qint64>(offset), static_cast<qint64>(size));
    if (header && checksumOf(*header) != checksum)
        return malformed();
    return header;
}

Result<QByteArray> Check::unpackHeader(QByteArrayView description)
{
    SevenZipPacks packs;
    ByteReader reader(description);
    if (!readSevenZipStreams(reader, packs) || packs.streams.size() != 1
        || packs.packSizes.size() != 1)
        return malformed();
    if (const Result<> judged = judgeCoders(packs); !judged)
        return judged.error();
    const SevenZipStreams &streams = packs.streams.first();
    const quint64 length = packs.packSizes.first();
    if (streams.coders.size() != 1 || streams.coders.first().method != lzmaMethod)
        return unsupportedArchive(m_file.path(), Text::tr("its list is packed in an unusual way"),
                                  Text::tr("Pack it again with the usual settings."));
    if (streams.unpackedSize > maxHeader || length > maxHeader
        || packs.packOffset > static_cast<quint64>(m_file.size()))
        return malformed();
    const Result<QByteArray> packed = m_file.bytesAt(
        signatureSize + static_cast<qint64>(packs.packOffset), static_cast<qint64>(length));
    if (!packed)
        return packed.error();
    const auto unpacked = unpackLzma(streams.coders.first().properties, *packed,
                                     static_cast<qsizetype>(streams.unpackedSize));
    return unpacked ? Result<QByteArray>(*unpacked) : malformed();
}

Result<> Check::judgeCoders(const SevenZipPacks &packs)
{
    for (const SevenZipStreams &streams : packs.streams) {
        for (const SevenZipCoder &coder : streams.coders) {
            if (coder.method == encryptionMethod)
                return encryptedArchive(m_file.path());
            if (const QString problem = coderProblem(coder.method); !problem.isEmpty())
                return unsupportedArchive(m_file.path(), problem,
                                          Text::tr("Pack it again without that, or unpack it with "
                                                   "7-Zip and add the folder instead."));
            m_dictionary = std::max(m_dictionary, coder.dictionaryBytes());
        }
    }
    if (m_dictionary <= static_cast<quint64>(m_limits.maxDictionaryBytes))
        return {};
    return refusedArchive(m_file.path(),
                          Text::tr("unpacking it would take %1 of memory")
                              .arg(sizeText(static_cast<qint64>(m_dictionary))));
}

Error Check::shortFile(quint64 promised) const
{
    Error error =
        incompleteArchive(m_file.path(), u"%1 of %2 bytes"_s.arg(m_file.size()).arg(promised));
    const QString missing = m_file.nextPartName();
    if (!missing.isEmpty()) {
        error.message = Text::tr("The split archive is incomplete: its part %1 is missing or the "
                                 "parts are too short.")
                            .arg(missing);
        error.nextStep = Text::tr("Put all parts into one folder and try again.");
    }
    return error;
}

} // namespace

Result<SevenZipListing> checkSevenZip(const VolumeFile &file, const UnpackLimits &limits,
                                      const JobContext &job)
{
    return Check(file, limits, job).run();
}

} // namespace portico
