// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivekind.h"

#include "core/archive/archiveerror.h"
#include "core/archive/tarcheck.h"
#include "core/archive/volumefile.h"

#include <QCoreApplication>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ArchiveKind)
};

constexpr qint64 tarHeaderSize = 512;
constexpr qint64 isoMarkOffset = 0x8001;

struct Mark
{
    QByteArrayView bytes;
    ArchiveKind kind;
};

constexpr Mark knownMarks[] = {
    {"PK\x03\x04", {Container::Zip, Compression::None}},
    {"PK\x05\x06", {Container::Zip, Compression::None}}, // an empty one
    {"7z\xbc\xaf\x27\x1c", {Container::SevenZip, Compression::None}},
    {"\x1f\x8b", {Container::Tar, Compression::Gzip}},
    {"\xfd\x37zXZ", {Container::Tar, Compression::Xz}},
    {"\x28\xb5\x2f\xfd", {Container::Tar, Compression::Zstd}},
};

/** Names what the file is instead, if it is one of the usual things. */
QString otherKind(const QByteArray &head)
{
    const QByteArray text = head.left(256).trimmed().toLower();
    if (text.startsWith('<'))
        return Text::tr("it is a web page, not an archive");
    if (text.startsWith('{') || text.startsWith('['))
        return Text::tr("it is a text with a server's answer, not an archive");
    if (head.startsWith("MZ")
        || head.startsWith("\x7f"
                           "ELF")
        || head.startsWith("\xcf\xfa\xed\xfe"))
        return Text::tr("it is a program, not an archive");
    if (head.startsWith("Rar!\x1a\x07"))
        return Text::tr("it is a RAR archive");
    if (head.startsWith("BZh"))
        return Text::tr("it is compressed by bzip2");
    if (head.startsWith("MSCF"))
        return Text::tr("it is a cabinet archive");
    if (head.startsWith("!<arch>"))
        return Text::tr("it is a Debian package or a library");
    return {};
}

Error otherError(const VolumeFile &file, const QByteArray &head)
{
    QString why = otherKind(head);
    const Result<QByteArray> isoMark = file.bytesAt(isoMarkOffset, 5);
    if (why.isEmpty() && isoMark && *isoMark == "CD001")
        why = Text::tr("it is a disc image");
    if (why.isEmpty())
        why = Text::tr("it is no archive that Portico knows");
    return unsupportedArchive(
        file.path(), why,
        Text::tr(
            "Choose a bundle as zip, 7z, tar, tar.gz, tar.xz or tar.zst; if this was downloaded, "
            "check its address."),
        QString::fromLatin1(head.left(16).toHex(' ')));
}

} // namespace

Result<ArchiveKind> archiveKind(const VolumeFile &file)
{
    const Result<QByteArray> head = file.bytesAt(0, tarHeaderSize);
    if (!head)
        return head.error();
    for (const Mark &mark : knownMarks) {
        if (head->startsWith(mark.bytes))
            return mark.kind;
    }
    if (head->size() == tarHeaderSize && TarCheck::isHeader(*head))
        return ArchiveKind{Container::Tar, Compression::None};
    const bool isTooShort = head->size() < tarHeaderSize && otherKind(*head).isEmpty();
    if (isTooShort)
        return incompleteArchive(file.path(), u"%1 bytes"_s.arg(head->size()));
    return otherError(file, *head);
}

} // namespace portico
