// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/folderlink.h"

#include <QDir>
#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr quint32 kMountPoint = 0xA000'0003; ///< IO_REPARSE_TAG_MOUNT_POINT

void append16(QByteArray &bytes, qsizetype value)
{
    std::array<char, 2> raw{};
    qToLittleEndian(static_cast<quint16>(value), raw.data());
    bytes.append(raw.data(), raw.size());
}

void append32(QByteArray &bytes, quint32 value)
{
    std::array<char, 4> raw{};
    qToLittleEndian(value, raw.data());
    bytes.append(raw.data(), raw.size());
}

/** With the zero that ends it. */
QByteArray utf16(const QString &text)
{
    QByteArray bytes;
    for (const QChar unit : text)
        append16(bytes, unit.unicode());
    append16(bytes, 0);
    return bytes;
}

} // namespace

QString folderLinkText(const QString &target, const QString &link, Os os)
{
    if (os == Os::Windows)
        return QString(target).replace(u'/', u'\\');
    return QDir(link.section(u'/', 0, -2)).relativeFilePath(target);
}

QByteArray junctionBytes(const QString &target)
{
    const QString shown = QString(target).replace(u'/', u'\\');
    const QByteArray real = utf16(uR"(\??\)"_s + shown);
    const QByteArray printed = utf16(shown);
    QByteArray names;
    append16(names, 0); // where the real name begins, and its length without the zero
    append16(names, real.size() - 2);
    append16(names, real.size());
    append16(names, printed.size() - 2);
    names += real + printed;
    QByteArray bytes;
    append32(bytes, kMountPoint);
    append16(bytes, names.size());
    append16(bytes, 0);
    return bytes + names;
}

} // namespace portico
