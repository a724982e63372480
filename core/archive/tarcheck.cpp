// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/tarcheck.h"

#include "core/archive/archiveerror.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::TarCheck)
};

constexpr qint64 blockSize = 512;
constexpr qint64 maxBody = 1 << 20;
constexpr qint64 largestSize = 1LL << 56;
constexpr qint64 octalLimit = 8LL << 30; ///< from here on a header needs pax for the size

qint64 padded(qint64 size)
{
    return (size + blockSize - 1) / blockSize * blockSize;
}

bool isBlank(QByteArrayView block)
{
    return std::all_of(block.begin(), block.end(), [](char c) { return c == 0; });
}

/** An octal field, or base 256 (first bit set). Nothing if it is neither, negative or too large. */
std::optional<qint64> fieldNumber(QByteArrayView field)
{
    const auto first = static_cast<quint8>(field[0]);
    if ((first & 0x80) != 0) {
        quint64 value = first & 0x7f;
        for (const char c : field.sliced(1)) {
            if (value > (static_cast<quint64>(INT64_MAX) >> 8))
                return std::nullopt; // also every negative number
            value = (value << 8) | static_cast<quint8>(c);
        }
        return static_cast<qint64>(value);
    }
    qint64 value = 0;
    const QByteArray text = field.toByteArray().replace('\0', ' ').trimmed();
    for (const char c : text) {
        if (c < '0' || c > '7')
            return std::nullopt;
        value = value * 8 + (c - '0');
    }
    return value;
}

std::optional<qint64> decimal(QByteArrayView text)
{
    bool isNumber = false;
    const qint64 value = text.toByteArray().toLongLong(&isNumber);
    const bool isPlain =
        std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isNumber && isPlain ? std::optional(value) : std::nullopt;
}

} // namespace

TarCheck::TarCheck(QString archive)
    : m_archive(std::move(archive))
{
    m_block.reserve(blockSize);
}

bool TarCheck::isHeader(QByteArrayView block)
{
    if (block.size() != blockSize || isBlank(block))
        return false;
    const std::optional<qint64> stored = fieldNumber(block.sliced(148, 8));
    qint64 plain = 8 * ' ';
    qint64 withSigns = 8 * ' '; // as some old programs summed
    for (qsizetype i = 0; i < block.size(); ++i) {
        if (i >= 148 && i < 156)
            continue;
        plain += static_cast<quint8>(block[i]);
        withSigns += static_cast<qint8>(block[i]);
    }
    return stored && (*stored == plain || *stored == withSigns);
}

Result<> TarCheck::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_hasEnded) {
            m_afterEnd += bytes.size();
            return {};
        }
        if (m_skip > 0) {
            const qint64 passed = std::min<qint64>(m_skip, bytes.size());
            m_skip -= passed;
            bytes = bytes.sliced(passed);
            continue;
        }
        const qint64 taken = std::min<qint64>(m_wanted - m_block.size(), bytes.size());
        m_block.append(bytes.first(taken));
        bytes = bytes.sliced(taken);
        if (m_block.size() < m_wanted)
            break;
        const Result<> read = m_bodySize > 0 ? body() : header();
        if (!read)
            return read;
        m_block.clear();
    }
    return {};
}

Result<> TarCheck::finish() const
{
    if (m_afterEnd >= blockSize) // the end mark is two blank blocks
        return {};
    return incompleteArchive(m_archive, u"the tar has no end mark"_s);
}

Result<> TarCheck::header()
{
    if (isBlank(m_block)) {
        m_hasEnded = true;
        return {};
    }
    if (!isHeader(m_block))
        return damagedArchive(m_archive, u"sum of a tar header"_s);
    const char type = m_block[156];
    if (type != 'x' && type != 'X' && type != 'g' && type != 'L' && type != 'K')
        return headerOfFile(type);
    const std::optional<qint64> size = fieldNumber(QByteArrayView(m_block).sliced(124, 12));
    if (!size || *size > maxBody)
        return refused(Text::tr("a name or note in it is longer than 1 MiB"), u"tar header"_s);
    m_bodyType = type;
    m_bodySize = *size;
    m_wanted = *size == 0 ? blockSize : padded(*size);
    return {};
}

Result<> TarCheck::headerOfFile(char type)
{
    const std::optional<qint64> own = fieldNumber(QByteArrayView(m_block).sliced(124, 12));
    if (!own)
        return refused(Text::tr("the size of an entry makes no sense"), u"tar header"_s);
    if (m_paxSize >= 0 && m_paxSize < octalLimit && m_paxSize != *own)
        return refused(Text::tr("two programs could read it in two ways, as in an attack"),
                       u"pax size %1, header size %2"_s.arg(m_paxSize).arg(*own));
    const qint64 size = m_paxSize >= 0 ? m_paxSize : *own;
    m_paxSize = -1;
    if (size > largestSize)
        return refused(Text::tr("it claims a file larger than any disk"), u"%1 bytes"_s.arg(size));
    switch (type) {
    case '\0':
    case '0':
    case '7':
        m_skip = padded(size);
        return {};
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
        if (size == 0)
            return {};
        return refused(Text::tr("an entry that is no file has content"), u"tar header"_s);
    case 'S':
        return refused(Text::tr("it holds a sparse file, whose size is only a claim"),
                       u"GNU sparse"_s);
    default:
        return refused(Text::tr("it holds an entry of an unknown kind"),
                       u"tar type %1"_s.arg(static_cast<int>(type)));
    }
}

Result<> TarCheck::body()
{
    m_block.truncate(m_bodySize);
    m_bodySize = 0;
    m_wanted = blockSize;
    if (m_bodyType != 'L' && m_bodyType != 'K')
        return paxRecords();
    while (m_block.endsWith('\0'))
        m_block.chop(1);
    if (m_block.contains('\0'))
        return refused(Text::tr("a name in it holds a NUL byte"), u"GNU long name"_s);
    return {};
}

/** "length key=value\n", again and again. */
Result<> TarCheck::paxRecords()
{
    QByteArrayView rest = m_block;
    while (!rest.isEmpty()) {
        const qsizetype space = rest.indexOf(' ');
        const std::optional<qint64> length =
            space > 0 && space < 10 ? decimal(rest.first(space)) : std::nullopt;
        if (!length || *length <= space + 1 || *length > rest.size() || rest[*length - 1] != '\n')
            return damagedArchive(m_archive, u"pax header"_s);
        const QByteArrayView record = rest.sliced(space + 1, *length - space - 2);
        rest = rest.sliced(*length);
        const qsizetype equals = record.indexOf('=');
        if (equals <= 0)
            return damagedArchive(m_archive, u"pax header"_s);
        const Result<> read = paxRecord(record.first(equals), record.sliced(equals + 1));
        if (!read)
            return read;
    }
    return {};
}

Result<> TarCheck::paxRecord(QByteArrayView key, QByteArrayView value)
{
    if ((key == "path" || key == "linkpath") && value.contains('\0'))
        return refused(Text::tr("a name in it holds a NUL byte"), u"pax path"_s);
    if (key.startsWith("GNU.sparse.") || key.startsWith("SUN.holesdata"))
        return refused(Text::tr("it holds a sparse file, whose size is only a claim"),
                       u"pax sparse"_s);
    if (key != "size")
        return {};
    const std::optional<qint64> size = decimal(value);
    if (!size || m_bodyType == 'g')
        return refused(Text::tr("the size of an entry makes no sense"), u"pax size"_s);
    m_paxSize = *size;
    return {};
}

Error TarCheck::refused(const QString &why, const QString &detail) const
{
    return refusedArchive(m_archive, why, detail);
}

} // namespace portico
