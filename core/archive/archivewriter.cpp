// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivewriter.h"

#include "core/archive/archivehandle.h"
#include "core/io/ioerror.h"
#include "core/platform/outputfile.h"
#include "core/platform/symboliclink.h"
#include "core/platform/treewalk.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <memory>
#include <optional>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ArchiveWriter)
};

constexpr qint64 blockSize = 256 * 1024;
constexpr time_t tarTime = 315'532'800; ///< 1980-01-01, UTC
/** Zip also stores local time, from 1980 on: two days earlier is its first moment in every zone. */
constexpr time_t zipTime = tarTime - 2 * 86'400;

struct EntryFree
{
    void operator()(archive_entry *entry) const { archive_entry_free(entry); }
};
using EntryHandle = std::unique_ptr<archive_entry, EntryFree>;

/** One folder on its way into one archive. */
class Packing
{
public:
    Packing(const PackRequest &request, const JobContext &job)
        : m_request(request)
        , m_job(job)
        , m_archive(newArchiveWriter())
        , m_block(blockSize, Qt::Uninitialized)
    { }

    Result<PackSummary> run();

private:
    Result<> list();
    Result<> open();
    Result<> add(const TreeEntry &entry);
    Result<> addContent(const TreeEntry &entry);
    Result<> close();
    Error failure() const;
    static la_ssize_t write(archive *handle, void *self, const void *data, size_t size);

    const PackRequest &m_request;
    const JobContext &m_job;
    QList<TreeEntry> m_entries;
    std::optional<OutputFile> m_output;
    std::optional<Error> m_failure; ///< of the output
    ArchiveHandle m_archive;        ///< before what its callback uses goes
    QByteArray m_block;
    PackSummary m_summary;
    qint64 m_total = 0;
};

Result<PackSummary> Packing::run()
{
    if (const Result<> listed = list(); !listed)
        return listed.error();
    Result<OutputFile> output = OutputFile::create(m_request.archive, FileAccess::Shared);
    if (!output)
        return output.error();
    m_output.emplace(std::move(*output));
    Result<> done = open();
    for (qsizetype i = 0; done && i < m_entries.size(); ++i)
        done = m_job.isCancelled() ? Result<>(cancelledError()) : add(m_entries[i]);
    if (done)
        done = close();
    if (done)
        return m_summary;
    m_archive.reset();
    m_output.reset();
    QFile::remove(m_request.archive);
    return done.error();
}

Result<> Packing::list()
{
    const auto visit = [this](const TreeEntry &entry) -> Result<Visit> {
        if (entry.kind == TreeEntry::Kind::Special)
            return fileError(FileAct::Read, m_request.folder + u'/' + entry.path,
                             ErrorCode::Refused,
                             Text::tr("it is neither a file, a folder nor a link"));
        if (entry.kind == TreeEntry::Kind::File)
            m_total += entry.size;
        m_entries.append(entry);
        return Visit::Continue;
    };
    const Result<> walked = walkTree(m_request.folder, visit, m_job);
    std::sort(m_entries.begin(), m_entries.end(), [](const TreeEntry &a, const TreeEntry &b) {
        return a.path.toUtf8() < b.path.toUtf8();
    });
    return walked;
}

la_ssize_t Packing::write(archive *handle, void *self, const void *data, size_t size)
{
    auto &packing = *static_cast<Packing *>(self);
    if (packing.m_failure)
        return -1;
    const auto length = static_cast<qsizetype>(size);
    const Result<> written =
        packing.m_output->write(QByteArrayView(static_cast<const char *>(data), length));
    if (!written) {
        packing.m_failure = written.error();
        archive_set_error(handle, EIO, "write");
        return -1;
    }
    packing.m_summary.archiveBytes += length;
    return length;
}

Result<> Packing::open()
{
    archive *handle = m_archive.get();
    int code = ARCHIVE_OK;
    if (m_request.format == PackFormat::Zip)
        code = archive_write_set_format_zip(handle);
    else
        code = archive_write_set_format_pax_restricted(handle);
    if (m_request.format == PackFormat::TarGz) {
        archive_write_add_filter_gzip(handle);
        archive_write_set_filter_option(handle, "gzip", "timestamp", nullptr);
    } else if (m_request.format == PackFormat::TarZst) {
        archive_write_add_filter_zstd(handle);
    }
    archive_write_set_bytes_in_last_block(handle, 1); // no padding
    if (code == ARCHIVE_OK)
        code = archive_write_open(handle, this, nullptr, write, nullptr);
    return code == ARCHIVE_OK ? Result<>() : failure();
}

Result<> Packing::add(const TreeEntry &entry)
{
    const QString prefix = m_request.topLevel.isEmpty() ? QString() : m_request.topLevel + u'/';
    const EntryHandle made(archive_entry_new());
    archive_entry_set_pathname_utf8(made.get(), (prefix + entry.path).toUtf8().constData());
    const time_t time = m_request.format == PackFormat::Zip ? zipTime : tarTime;
    archive_entry_set_mtime(made.get(), time, 0);
    const bool isFile = entry.kind == TreeEntry::Kind::File;
    const bool isProgram = entry.kind == TreeEntry::Kind::Folder || (entry.mode & 0111) != 0;
    archive_entry_set_perm(made.get(), isProgram ? 0755 : 0644);
    archive_entry_set_size(made.get(), isFile ? entry.size : 0);
    archive_entry_set_filetype(made.get(), isFile ? AE_IFREG : AE_IFDIR);
    if (entry.kind == TreeEntry::Kind::Link) {
        const Result<QString> target = readLink(m_request.folder + u'/' + entry.path);
        if (!target)
            return target.error();
        archive_entry_set_filetype(made.get(), AE_IFLNK);
        archive_entry_set_perm(made.get(), 0777);
        archive_entry_set_symlink_utf8(made.get(), target->toUtf8().constData());
    }
    if (archive_write_header(m_archive.get(), made.get()) != ARCHIVE_OK)
        return failure();
    ++m_summary.entries;
    return isFile ? addContent(entry) : Result<>();
}

Result<> Packing::addContent(const TreeEntry &entry)
{
    QFile file(m_request.folder + u'/' + entry.path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(FileAct::Read, file);
    qint64 done = 0;
    for (;;) {
        const qint64 read = file.read(m_block.data(), blockSize);
        if (read < 0)
            return fileError(FileAct::Read, file);
        done += read;
        if (read == 0 || done > entry.size)
            break;
        const la_ssize_t written =
            archive_write_data(m_archive.get(), m_block.constData(), static_cast<size_t>(read));
        if (written != read)
            return failure();
        m_summary.bytes += read;
        m_job.report({.step = Text::tr("Pack"),
                      .done = m_summary.bytes,
                      .total = m_total,
                      .unit = ProgressUnit::Bytes});
        if (m_job.isCancelled())
            return cancelledError();
    }
    if (done != entry.size)
        return Error{ErrorCode::Io,
                     Text::tr("%1 changed while it was being packed.").arg(file.fileName()),
                     Text::tr("Close the programs that use the folder and try again."),
                     {}};
    return {};
}

Result<> Packing::close()
{
    if (archive_write_close(m_archive.get()) != ARCHIVE_OK)
        return failure();
    if (const Result<> synced = m_output->sync(); !synced)
        return synced;
    return m_output->close();
}

Error Packing::failure() const
{
    if (m_failure)
        return *m_failure;
    const char *words = archive_error_string(m_archive.get());
    return {ErrorCode::Io, Text::tr("%1 could not be written.").arg(m_request.archive),
            Text::tr("Check the folder that is packed and the free space, and try again."),
            QString::fromUtf8(words ? words : "")};
}

} // namespace

Result<PackSummary> packFolder(const PackRequest &request, const JobContext &job)
{
    return Packing(request, job).run();
}

} // namespace portico
