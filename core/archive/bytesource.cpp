// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/bytesource.h"

#include "core/archive/archiveerror.h"
#include "core/archive/archivehandle.h"
#include "core/archive/tarcheck.h"
#include "core/archive/volumefile.h"

#include <QByteArray>

#include <archive.h>
#include <cerrno>
#include <optional>
#include <zlib.h>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype blockSize = 256 * 1024;

/** The file itself. */
class FileSource final : public ByteSource
{
public:
    explicit FileSource(std::shared_ptr<VolumeFile> file)
        : m_file(std::move(file))
        , m_block(blockSize, Qt::Uninitialized)
    { }

    Result<QByteArrayView> next() override
    {
        const Result<qint64> read = m_file->readAt(m_position, m_block.data(), blockSize);
        if (!read)
            return read.error();
        m_position += *read;
        return QByteArrayView(m_block).first(*read);
    }
    qint64 consumed() const override { return m_position; }

private:
    std::shared_ptr<VolumeFile> m_file;
    QByteArray m_block;
    qint64 m_position = 0;
};

/** gzip by zlib, one member after the other. */
class GzipSource final : public ByteSource
{
public:
    GzipSource(std::shared_ptr<VolumeFile> file, QString path)
        : m_path(std::move(path))
        , m_file(std::move(file))
        , m_block(blockSize, Qt::Uninitialized)
    {
        constexpr int gzipWindow = 15 + 16;
        m_isReady = inflateInit2(&m_stream, gzipWindow) == Z_OK;
    }
    ~GzipSource() override { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(GzipSource)

    Result<QByteArrayView> next() override;
    qint64 consumed() const override { return m_file.consumed(); }

private:
    Result<> refill();

    QString m_path;
    FileSource m_file;
    QByteArray m_block;
    z_stream m_stream{};
    bool m_isReady = false;
    bool m_isBetween = false; ///< a member has ended; another may follow
    bool m_hasEnded = false;
};

Result<> GzipSource::refill()
{
    const Result<QByteArrayView> block = m_file.next();
    if (!block)
        return block.error();
    m_hasEnded = block->isEmpty();
    m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(block->data()));
    m_stream.avail_in = static_cast<uInt>(block->size());
    return {};
}

Result<QByteArrayView> GzipSource::next()
{
    m_stream.next_out = reinterpret_cast<Bytef *>(m_block.data());
    m_stream.avail_out = static_cast<uInt>(m_block.size());
    while (m_isReady && m_stream.avail_out == static_cast<uInt>(m_block.size())) {
        if (m_stream.avail_in == 0) {
            if (const Result<> filled = refill(); !filled)
                return filled.error();
        }
        if (m_hasEnded)
            return m_isBetween ? Result<QByteArrayView>(QByteArrayView())
                               : incompleteArchive(m_path, u"gzip stream"_s);
        if (m_isBetween && *m_stream.next_in != 0x1f)
            return damagedArchive(m_path, u"something follows the gzip stream"_s);
        if (m_isBetween)
            inflateReset(&m_stream);
        m_isBetween = false;
        const int code = inflate(&m_stream, Z_NO_FLUSH);
        m_isBetween = code == Z_STREAM_END;
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
            return damagedArchive(
                m_path, u"gzip: %1"_s.arg(QLatin1StringView(m_stream.msg ? m_stream.msg : "?")));
    }
    return QByteArrayView(m_block).first(m_block.size()
                                         - static_cast<qsizetype>(m_stream.avail_out));
}

/** xz and zstd by libarchive's filters. */
class FilterSource final : public ByteSource
{
public:
    FilterSource(std::shared_ptr<VolumeFile> file, Compression compression)
        : m_path(file->path())
        , m_file(std::move(file))
        , m_archive(newArchiveReader())
    {
        archive_read_support_format_raw(m_archive.get());
        if (compression == Compression::Xz)
            archive_read_support_filter_xz(m_archive.get());
        else
            archive_read_support_filter_zstd(m_archive.get());
    }

    Result<QByteArrayView> next() override;
    qint64 consumed() const override { return m_file.consumed(); }

private:
    static la_ssize_t read(archive *, void *self, const void **block);
    Result<QByteArrayView> failure() const
    {
        return m_failure ? *m_failure : archiveFailure(m_archive.get(), m_path);
    }

    QString m_path;
    FileSource m_file;
    ArchiveHandle m_archive;
    std::optional<Error> m_failure;
    bool m_isOpen = false;
};

la_ssize_t FilterSource::read(archive *handle, void *self, const void **block)
{
    auto &source = *static_cast<FilterSource *>(self);
    const Result<QByteArrayView> bytes = source.m_file.next();
    if (!bytes) {
        source.m_failure = bytes.error();
        archive_set_error(handle, EIO, "read");
        return -1;
    }
    *block = bytes->data();
    return bytes->size();
}

Result<QByteArrayView> FilterSource::next()
{
    if (!m_isOpen) {
        archive_entry *entry = nullptr;
        if (archive_read_open(m_archive.get(), this, nullptr, read, nullptr) != ARCHIVE_OK)
            return failure();
        const int code = archive_read_next_header(m_archive.get(), &entry);
        if (code == ARCHIVE_EOF)
            return QByteArrayView();
        if (code != ARCHIVE_OK)
            return failure();
        m_isOpen = true;
    }
    const void *data = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    const int code = archive_read_data_block(m_archive.get(), &data, &size, &offset);
    if (code == ARCHIVE_EOF)
        return QByteArrayView();
    if (code != ARCHIVE_OK)
        return failure();
    return QByteArrayView(static_cast<const char *>(data), static_cast<qsizetype>(size));
}

/** Shows every block to TarCheck. */
class TarSource final : public ByteSource
{
public:
    TarSource(std::unique_ptr<ByteSource> source, const QString &path)
        : m_source(std::move(source))
        , m_check(path)
    { }

    Result<QByteArrayView> next() override
    {
        Result<QByteArrayView> block = m_source->next();
        if (!block)
            return block;
        const Result<> checked = block->isEmpty() ? m_check.finish() : m_check.feed(*block);
        return checked ? block : checked.error();
    }
    qint64 consumed() const override { return m_source->consumed(); }

private:
    std::unique_ptr<ByteSource> m_source;
    TarCheck m_check;
};

} // namespace

std::unique_ptr<ByteSource> tarSource(std::shared_ptr<VolumeFile> file, Compression compression)
{
    const QString path = file->path();
    std::unique_ptr<ByteSource> source;
    switch (compression) {
    case Compression::None:
        source = std::make_unique<FileSource>(std::move(file));
        break;
    case Compression::Gzip:
        source = std::make_unique<GzipSource>(std::move(file), path);
        break;
    case Compression::Xz:
    case Compression::Zstd:
        source = std::make_unique<FilterSource>(std::move(file), compression);
        break;
    }
    return std::make_unique<TarSource>(std::move(source), path);
}

} // namespace portico
