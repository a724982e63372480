// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/packoutput.h"

#include "core/base/sizes.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackOutput)
};

constexpr qsizetype kBuffer = 256 * 1024;

} // namespace

QString volumeName(const QString &archive, qsizetype number)
{
    return archive + u".%1"_s.arg(number, 3, 10, QChar(u'0'));
}

Result<> PackOutput::open()
{
    return openNext();
}

Result<> PackOutput::openNext()
{
    if (m_files.size() == kMostVolumes)
        return Error{
            .code = ErrorCode::InvalidInput,
            .message =
                Text::tr("In volumes of %1 each, the archive would have more than %2 of them.")
                    .arg(sizeText(m_volumeSize))
                    .arg(numberText(kMostVolumes)),
            .nextStep = Text::tr("Choose a larger volume size."),
            .detail = {}};
    const QString path = m_volumeSize > 0 ? volumeName(m_archive, m_files.size() + 1) : m_archive;
    Result<OutputFile> file = OutputFile::create(path, FileAccess::Shared);
    if (!file)
        return file.error();
    m_file.emplace(std::move(*file));
    m_files += path;
    m_inVolume = 0;
    return {};
}

Result<> PackOutput::closeCurrent()
{
    if (const Result<> synced = m_file->sync(); !synced)
        return synced;
    const Result<> closed = m_file->close();
    m_file.reset();
    return closed;
}

Result<> PackOutput::write(QByteArrayView bytes)
{
    m_bytes += bytes.size();
    if (m_buffer.size() + bytes.size() < kBuffer) {
        m_buffer += bytes;
        return {};
    }
    const Result<> flushed = flush();
    return flushed ? writeOut(bytes) : flushed;
}

Result<> PackOutput::flush()
{
    const QByteArray bytes = std::exchange(m_buffer, {});
    return writeOut(bytes);
}

Result<> PackOutput::writeOut(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_volumeSize > 0 && m_inVolume == m_volumeSize) {
            Result<> next = closeCurrent();
            if (next)
                next = openNext();
            if (!next)
                return next;
        }
        const qsizetype part = m_volumeSize > 0
            ? static_cast<qsizetype>(std::min<qint64>(bytes.size(), m_volumeSize - m_inVolume))
            : bytes.size();
        if (const Result<> written = m_file->write(bytes.first(part)); !written)
            return written;
        m_inVolume += part;
        bytes = bytes.sliced(part);
    }
    return {};
}

Result<> PackOutput::finish()
{
    Result<> done = flush();
    if (done)
        done = closeCurrent();
    if (!done)
        return done;
    if (m_volumeSize == 0 || m_files.size() != 1)
        return {};
    const Result<> named = renameDurably(m_files.constFirst(), m_archive, IfExists::Refuse);
    if (named)
        m_files = {m_archive};
    return named;
}

void PackOutput::discard()
{
    m_file.reset();
    for (const QString &file : std::as_const(m_files))
        QFile::remove(file);
}

} // namespace portico
