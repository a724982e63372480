// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivehandle.h"
#include "core/archive/packwork.h"
#include "core/platform/symboliclink.h"

#include <QCoreApplication>

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <memory>
#include <optional>
#include <thread>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ArchiveWriter)
};

constexpr qsizetype kBlock = 256 * 1024;

struct EntryFree
{
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};
using EntryHandle = std::unique_ptr<archive_entry, EntryFree>;

/** A tar, through libarchive. */
class TarWriter
{
public:
    explicit TarWriter(PackWork &work)
        : m_work(work)
        , m_archive(newArchiveWriter())
    { }

    Result<> run();

private:
    Result<> open();
    void addFilter();
    Result<> add(const TreeEntry &entry);
    Error failure() const;
    static la_ssize_t write(archive *handle, void *self, const void *data, size_t size);

    PackWork &m_work;
    std::optional<Error> m_failure; ///< of the output
    ArchiveHandle m_archive;        ///< before what its callback uses goes
};

la_ssize_t TarWriter::write(archive *handle, void *self, const void *data, size_t size)
{
    auto &writer = *static_cast<TarWriter *>(self);
    if (writer.m_failure)
        return -1;
    const auto length = static_cast<qsizetype>(size);
    const Result<> written =
        writer.m_work.output.write(QByteArrayView(static_cast<const char *>(data), length));
    if (written)
        return length;
    writer.m_failure = written.error();
    archive_set_error(handle, EIO, "write");
    return -1;
}

void TarWriter::addFilter()
{
    archive *handle = m_archive.get();
    if (m_work.request.format == PackFormat::TarGz) {
        archive_write_add_filter_gzip(handle);
        archive_write_set_filter_option(handle, "gzip", "timestamp", nullptr);
    } else if (m_work.request.format == PackFormat::TarZst) {
        archive_write_add_filter_zstd(handle);
        // Its workers make the same bytes however many they are. A library without them says so,
        // and does it alone.
        const auto threads = std::to_string(std::max(1U, std::thread::hardware_concurrency()));
        (void)archive_write_set_filter_option(handle, "zstd", "threads", threads.c_str());
    }
}

Result<> TarWriter::open()
{
    archive *handle = m_archive.get();
    int code = archive_write_set_format_pax_restricted(handle);
    addFilter();
    archive_write_set_bytes_in_last_block(handle, 1); // no padding
    if (code == ARCHIVE_OK)
        code = archive_write_open(handle, this, nullptr, write, nullptr);
    return code == ARCHIVE_OK ? Result<>() : failure();
}

Result<> TarWriter::add(const TreeEntry &entry)
{
    const EntryHandle made(archive_entry_new());
    archive_entry_set_pathname_utf8(made.get(), m_work.nameOf(entry).constData());
    archive_entry_set_mtime(made.get(), kPackedTime, 0);
    const bool isFile = entry.kind == TreeEntry::Kind::File;
    archive_entry_set_perm(made.get(), static_cast<__LA_MODE_T>(packedMode(entry)));
    archive_entry_set_size(made.get(), isFile ? entry.size : 0);
    archive_entry_set_filetype(made.get(), isFile ? AE_IFREG : AE_IFDIR);
    if (entry.kind == TreeEntry::Kind::Link) {
        const Result<QString> target = readLink(m_work.sourceOf(entry));
        if (!target)
            return target.error();
        archive_entry_set_filetype(made.get(), AE_IFLNK);
        archive_entry_set_symlink_utf8(made.get(), target->toUtf8().constData());
    }
    if (archive_write_header(m_archive.get(), made.get()) != ARCHIVE_OK)
        return failure();
    if (!isFile)
        return {};
    return readForPacking(m_work, entry, kBlock, [this](const QByteArray &block) -> Result<> {
        const auto size = static_cast<size_t>(block.size());
        const la_ssize_t written = archive_write_data(m_archive.get(), block.constData(), size);
        return written == block.size() ? Result<>() : failure();
    });
}

Error TarWriter::failure() const
{
    if (m_failure)
        return *m_failure;
    const char *words = archive_error_string(m_archive.get());
    return {ErrorCode::Io, Text::tr("%1 could not be written.").arg(m_work.request.archive),
            Text::tr("Check the folder that is packed and the free space, and try again."),
            QString::fromUtf8(words ? words : "")};
}

Result<> TarWriter::run()
{
    Result<> done = open();
    for (qsizetype i = 0; done && i < m_work.entries.size(); ++i)
        done = m_work.job.isCancelled() ? Result<>(cancelledError()) : add(m_work.entries.at(i));
    if (done && archive_write_close(m_archive.get()) != ARCHIVE_OK)
        return failure();
    return done;
}

} // namespace

Result<> writeTar(PackWork &work)
{
    return TarWriter(work).run();
}

} // namespace portico
