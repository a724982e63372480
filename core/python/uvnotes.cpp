// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/uvnotes.h"

#include "core/io/file.h"
#include "core/python/torchfamily.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr qint64 kMostBytes = 1 << 20;
constexpr quint32 kMostNeeds = 10'000;

/** The few kinds of MessagePack values that a note begins with. */
class Note
{
public:
    explicit Note(const QByteArray &bytes)
        : m_bytes(bytes)
    { }

    /** How many values a list has; nothing when there is no list here. */
    std::optional<quint32> list()
    {
        const quint32 first = number(1);
        if ((first & 0xf0U) == 0x90U)
            return first & 0x0fU;
        if (first == 0xdcU)
            return number(2);
        if (first == 0xddU)
            return number(4);
        return std::nullopt;
    }

    std::optional<QString> text()
    {
        const quint32 first = number(1);
        quint32 length = 0;
        if ((first & 0xe0U) == 0xa0U)
            length = first & 0x1fU;
        else if (first == 0xd9U)
            length = number(1);
        else if (first == 0xdaU)
            length = number(2);
        else if (first == 0xdbU)
            length = number(4);
        else
            return std::nullopt;
        if (length > static_cast<quint32>(m_bytes.size() - m_position))
            return std::nullopt;
        const QString text =
            QString::fromUtf8(m_bytes.sliced(m_position, static_cast<qsizetype>(length)));
        m_position += static_cast<qsizetype>(length);
        return text;
    }

private:
    /** Big-endian; 0 beyond the end, which is no list and no text. */
    quint32 number(quint32 size)
    {
        if (m_position + static_cast<qsizetype>(size) > m_bytes.size())
            return 0;
        quint32 value = 0;
        for (quint32 i = 0; i < size; ++i)
            value = (value << 8U) | static_cast<quint8>(m_bytes.at(m_position++));
        return value;
    }

    const QByteArray &m_bytes;
    qsizetype m_position = 0;
};

/** Of all indexes that were ever asked, the newest note counts. */
QString noteFile(const QString &cacheFolder, const QString &name, const QString &version)
{
    QFileInfo newest;
    const auto look = [&](const QString &folder) {
        const QFileInfoList files =
            QDir(folder).entryInfoList({version + "-*.msgpack"_L1}, QDir::Files);
        for (const QFileInfo &file : files) {
            if (!newest.isFile() || file.lastModified() > newest.lastModified())
                newest = file;
        }
    };
    for (const QFileInfo &bucket :
         QDir(cacheFolder).entryInfoList({u"wheels-v*"_s}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        look(bucket.filePath() + "/pypi/"_L1 + name);
        const QDir indexes(bucket.filePath() + "/index"_L1);
        for (const QString &index : indexes.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            look(indexes.filePath(index) + u'/' + name);
    }
    return newest.isFile() ? newest.filePath() : QString();
}

} // namespace

std::optional<QStringList> needsInNote(const QByteArray &bytes, const QString &name,
                                       const QString &version)
{
    Note note(bytes);
    const std::optional<quint32> fields = note.list();
    if (!fields || *fields < 3)
        return std::nullopt;
    const std::optional<QString> notedName = note.text();
    const std::optional<QString> notedVersion = note.text();
    if (!notedName || normalisedPackage(*notedName) != name || notedVersion != version)
        return std::nullopt;
    const std::optional<quint32> count = note.list();
    if (!count || *count > kMostNeeds)
        return std::nullopt;
    QStringList needs;
    for (quint32 i = 0; i < *count; ++i) {
        const std::optional<QString> need = note.text();
        if (!need)
            return std::nullopt;
        needs += *need;
    }
    return needs;
}

std::optional<QStringList> notedNeeds(const QString &cacheFolder, const QString &name,
                                      const QString &version)
{
    const QString file = noteFile(cacheFolder, name, version);
    if (file.isEmpty())
        return std::nullopt;
    const Result<QByteArray> bytes = readFile(file, kMostBytes);
    if (!bytes)
        return std::nullopt;
    return needsInNote(*bytes, name, version);
}

} // namespace portico
