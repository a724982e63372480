// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archivereader.h"

#include "core/archive/archiveerror.h"
#include "core/archive/bytesource.h"
#include "core/archive/entryrules.h"
#include "core/archive/volumefile.h"

#include <QByteArray>

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 smallRead = 32LL << 10; ///< after a jump: only a header may be wanted
constexpr qint64 largeRead = 256LL << 10;
constexpr qint64 earliest = 315'532'800; ///< 1980-01-01: what zip can hold
constexpr qint64 latest = 4'354'819'199; ///< 2107-12-31
constexpr qint64 maxRest = 16 << 20;     ///< padding behind a tar's end
constexpr qint64 perSecond = 1'000'000'000;

EntryKind kindOf(archive_entry *entry)
{
    if (archive_entry_hardlink(entry) != nullptr)
        return EntryKind::HardLink;
    switch (archive_entry_filetype(entry)) {
    case AE_IFREG:
        return EntryKind::File;
    case AE_IFDIR:
        return EntryKind::Folder;
    case AE_IFLNK:
        return EntryKind::SymbolicLink;
    default:
        return EntryKind::Special;
    }
}

/** Null for other kinds; never null for a symbolic link, so that an empty one is refused. */
QByteArray linkTargetOf(archive_entry *entry, EntryKind kind)
{
    if (kind == EntryKind::HardLink)
        return withoutDotPrefix(archive_entry_hardlink(entry));
    if (kind == EntryKind::SymbolicLink)
        return QByteArray("") + archive_entry_symlink(entry);
    return {};
}

/** Nanoseconds since 1970, moved into what every system can hold. */
qint64 timeOf(archive_entry *entry)
{
    const qint64 stored = archive_entry_mtime(entry);
    const qint64 seconds = std::clamp<qint64>(stored, earliest, latest);
    const qint64 fraction = seconds == stored ? archive_entry_mtime_nsec(entry) : 0;
    return seconds * perSecond + std::clamp<qint64>(fraction, 0, perSecond - 1);
}

ReadEntry entryOf(archive_entry *entry)
{
    ReadEntry result;
    EntryFacts &facts = result.facts;
    facts.kind = kindOf(entry);
    facts.path = archive_entry_pathname(entry);
    facts.size = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;
    facts.linkTarget = linkTargetOf(entry, facts.kind);
    if (facts.kind == EntryKind::Folder && facts.path.endsWith('/'))
        facts.path.chop(1);
    facts.path = withoutDotPrefix(facts.path);
    result.mtimeNs = timeOf(entry);
    result.mode = static_cast<int>(archive_entry_perm(entry));
    return result;
}

} // namespace

/** What libarchive's callbacks read from. */
struct ArchiveReader::Input
{
    std::shared_ptr<VolumeFile> file;   ///< zip and 7z: read at any place
    std::unique_ptr<ByteSource> source; ///< tar: from front to back
    std::optional<Error> failure;
    QByteArray buffer;
    qint64 position = 0;
    qint64 step = smallRead;

    la_ssize_t fail(archive *handle, const Error &error)
    {
        failure = error;
        archive_set_error(handle, EIO, "read");
        return -1;
    }
    static la_ssize_t readStream(archive *handle, void *self, const void **block)
    {
        auto &input = *static_cast<Input *>(self);
        const Result<QByteArrayView> bytes = input.source->next();
        if (!bytes)
            return input.fail(handle, bytes.error());
        *block = bytes->data();
        return bytes->size();
    }
    static la_ssize_t readFile(archive *handle, void *self, const void **block)
    {
        auto &input = *static_cast<Input *>(self);
        const Result<qint64> read =
            input.file->readAt(input.position, input.buffer.data(), input.step);
        if (!read)
            return input.fail(handle, read.error());
        input.position += *read;
        input.step = std::min(2 * input.step, largeRead);
        *block = input.buffer.constData();
        return *read;
    }
    static la_int64_t skip(archive *, void *self, la_int64_t request)
    {
        auto &input = *static_cast<Input *>(self);
        const qint64 skipped = std::clamp<qint64>(request, 0, input.file->size() - input.position);
        input.position += skipped;
        input.step = smallRead;
        return skipped;
    }
    static la_int64_t seek(archive *, void *self, la_int64_t offset, int whence)
    {
        auto &input = *static_cast<Input *>(self);
        const qint64 base = whence == SEEK_SET ? 0
            : whence == SEEK_CUR               ? input.position
                                               : input.file->size();
        input.position = std::clamp<qint64>(base + offset, 0, input.file->size());
        input.step = smallRead;
        return input.position;
    }
};

ArchiveReader::ArchiveReader(std::shared_ptr<VolumeFile> file, ArchiveKind kind)
    : m_path(file->path())
    , m_input(std::make_unique<Input>())
    , m_archive(newArchiveReader())
{
    if (kind.container == Container::Tar) {
        m_input->source = tarSource(std::move(file), kind.compression);
    } else {
        m_input->file = std::move(file);
        m_input->buffer.resize(largeRead);
    }
}

ArchiveReader::~ArchiveReader() = default;

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(std::shared_ptr<VolumeFile> file,
                                                           ArchiveKind kind)
{
    std::unique_ptr<ArchiveReader> reader(new ArchiveReader(std::move(file), kind));
    archive *handle = reader->m_archive.get();
    switch (kind.container) {
    case Container::Zip:
        archive_read_support_format_zip_seekable(handle);
        break;
    case Container::SevenZip:
        archive_read_support_format_7zip(handle);
        break;
    case Container::Tar:
        archive_read_support_format_tar(handle);
        break;
    }
    const bool isStream = kind.container == Container::Tar;
    archive_read_set_callback_data(handle, reader->m_input.get());
    archive_read_set_read_callback(handle, isStream ? Input::readStream : Input::readFile);
    if (!isStream) {
        archive_read_set_skip_callback(handle, Input::skip);
        archive_read_set_seek_callback(handle, Input::seek);
    }
    if (archive_read_open1(handle) != ARCHIVE_OK)
        return reader->failure();
    return reader;
}

Error ArchiveReader::failure() const
{
    return m_input->failure ? *m_input->failure : archiveFailure(m_archive.get(), m_path);
}

Result<std::optional<ReadEntry>> ArchiveReader::next()
{
    for (;;) {
        archive_entry *entry = nullptr;
        const int code = archive_read_next_header(m_archive.get(), &entry);
        if (code == ARCHIVE_EOF) {
            if (const Result<> rest = readRest(); !rest)
                return rest.error();
            return std::optional<ReadEntry>();
        }
        if (code != ARCHIVE_OK)
            return failure();
        m_entryBytes = 0;
        ReadEntry result = entryOf(entry);
        const bool isRoot = result.facts.kind == EntryKind::Folder && result.facts.path.isEmpty();
        if (!isRoot)
            return std::optional(std::move(result));
    }
}

/** libarchive stops at a tar's end mark, before the checksums at the end of the compressed stream.
 */
Result<> ArchiveReader::readRest()
{
    if (!m_input->source)
        return {};
    for (qint64 rest = 0; rest <= maxRest;) {
        const Result<QByteArrayView> bytes = m_input->source->next();
        if (!bytes)
            return bytes.error();
        if (bytes->isEmpty())
            return {};
        rest += bytes->size();
    }
    return damagedArchive(m_path, u"more than padding behind the tar's end"_s);
}

Result<QByteArrayView> ArchiveReader::block()
{
    const void *data = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    int code = ARCHIVE_OK;
    do
        code = archive_read_data_block(m_archive.get(), &data, &size, &offset);
    while (code == ARCHIVE_OK && size == 0);
    if (code == ARCHIVE_EOF)
        return QByteArrayView();
    if (code != ARCHIVE_OK)
        return failure();
    if (offset != m_entryBytes)
        return damagedArchive(m_path, u"a hole in a file"_s);
    m_entryBytes += static_cast<qint64>(size);
    return QByteArrayView(static_cast<const char *>(data), static_cast<qsizetype>(size));
}

qint64 ArchiveReader::consumed() const
{
    return m_input->source ? m_input->source->consumed() : m_input->position;
}

} // namespace portico
