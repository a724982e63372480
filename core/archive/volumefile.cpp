// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/volumefile.h"

#include "core/io/ioerror.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::VolumeFile)
};

constexpr int maxParts = 999;

/** 1 for "x.7z.001"; 0 for a name without a part number. */
int partNumber(QStringView path)
{
    if (path.size() < 5 || path[path.size() - 4] != u'.')
        return 0;
    bool isNumber = false;
    const int number = path.last(3).toInt(&isNumber);
    return isNumber ? number : 0;
}

QString partName(const QString &path, int number)
{
    return path.chopped(3) + u"%1"_s.arg(number, 3, 10, QChar(u'0'));
}

} // namespace

VolumeFile::VolumeFile(QString path)
    : m_path(std::move(path))
{ }

Result<std::shared_ptr<VolumeFile>> VolumeFile::open(const QString &path,
                                                     const QStringList &further)
{
    const int number = partNumber(path);
    if (number > 1)
        return Error{ErrorCode::Usage,
                     Text::tr("%1 is a later part of a split archive.").arg(path),
                     Text::tr("Choose its first part, %1.").arg(partName(path, 1)),
                     {}};
    std::shared_ptr<VolumeFile> volumes(new VolumeFile(path));
    if (const Result<> first = volumes->addPart(path); !first)
        return first.error();
    for (const QString &part : further) {
        if (const Result<> added = volumes->addPart(part); !added)
            return added.error();
    }
    if (number == 0 || !further.isEmpty())
        return volumes;
    for (int next = 2; next <= maxParts && QFileInfo::exists(partName(path, next)); ++next) {
        if (const Result<> added = volumes->addPart(partName(path, next)); !added)
            return added.error();
    }
    return volumes;
}

QString VolumeFile::nextPartName() const
{
    if (partNumber(m_path) == 0)
        return {};
    return QFileInfo(partName(m_path, static_cast<int>(m_parts.size()) + 1)).fileName();
}

Result<> VolumeFile::addPart(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    const QFileInfo info(path);
    if (info.exists() && !info.isFile())
        return Error{ErrorCode::InvalidInput,
                     Text::tr("%1 is not a file.").arg(path),
                     Text::tr("Choose an archive."),
                     {}};
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(FileAct::Read, *file);
    const qint64 size = file->size();
    m_parts.push_back({std::move(file), m_size, size, info.lastModified()});
    m_size += size;
    return {};
}

Result<qint64> VolumeFile::readAt(qint64 offset, char *data, qint64 length) const
{
    const std::lock_guard lock(m_mutex);
    qint64 done = 0;
    for (const Part &part : m_parts) {
        const qint64 from = offset + done - part.start;
        if (from < 0 || from >= part.size)
            continue;
        if (!part.file->seek(from))
            return fileError(FileAct::Read, *part.file);
        const qint64 wanted = std::min(length - done, part.size - from);
        for (qint64 got = 0; got < wanted;) {
            const qint64 read = part.file->read(data + done, wanted - got);
            if (read < 0)
                return fileError(FileAct::Read, *part.file);
            if (read == 0)
                return done; // it became shorter
            got += read;
            done += read;
        }
        if (done == length)
            break;
    }
    return done;
}

Result<QByteArray> VolumeFile::bytesAt(qint64 offset, qint64 length) const
{
    QByteArray bytes(std::clamp<qint64>(m_size - offset, 0, length), Qt::Uninitialized);
    const Result<qint64> read = readAt(offset, bytes.data(), bytes.size());
    if (!read)
        return read.error();
    bytes.truncate(*read);
    return bytes;
}

bool VolumeFile::hasChanged() const
{
    return std::any_of(m_parts.begin(), m_parts.end(), [](const Part &part) {
        const QFileInfo now(part.file->fileName());
        return now.size() != part.size || now.lastModified() != part.modified;
    });
}

} // namespace portico
