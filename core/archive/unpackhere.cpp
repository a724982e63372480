// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archiveerror.h"
#include "core/archive/sevenzipcheck.h"
#include "core/archive/treebuilder.h"
#include "core/archive/unpack.h"
#include "core/archive/volumefile.h"
#include "core/archive/writerpool.h"
#include "core/archive/zipcheck.h"
#include "core/archive/zipworkers.h"
#include "core/io/atomicfile.h"
#include "core/platform/fileerror.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Unpack)
};

/** What is known before anything is unpacked. */
struct Listing
{
    qint64 entries = -1; ///< -1: only reading all of it tells, as with a tar
    qint64 bytes = -1;
};

/** One archive on its way into one folder. */
class Unpacking
{
public:
    Unpacking(const UnpackRequest &request, const JobContext &job)
        : m_request(request)
        , m_job(job)
    { }

    Result<UnpackSummary> run();

private:
    Result<> open();
    Result<Listing> list();
    Result<Listing> judge(const QList<EntryFacts> &entries, qint64 moreBytes);
    Result<> checkSpace(const Listing &listing);
    Result<> extract(TreeBuilder &builder, WrittenFiles &written);
    Result<> extractInOrder(TreeBuilder &builder, WrittenFiles &written);
    Result<> writeManifest(const TreeBuilder &builder);
    EntryLedger newLedger() const;

    const UnpackRequest &m_request;
    const JobContext &m_job;
    std::shared_ptr<VolumeFile> m_file;
    ArchiveKind m_kind;
};

Result<UnpackSummary> Unpacking::run()
{
    if (const Result<> opened = open(); !opened)
        return opened.error();
    const Result<Listing> listing = list();
    if (!listing)
        return listing.error();
    if (const Result<> space = checkSpace(*listing); !space)
        return space.error();
    const auto tree = TreeWriter::open(m_request.destination);
    if (!tree)
        return tree.error();
    WrittenFiles written(m_file->path());
    TreeBuilder builder(**tree, newLedger(), written, m_job);
    builder.setTotal(listing->bytes, m_file->size());
    if (const Result<> extracted = extract(builder, written); !extracted)
        return extracted.error();
    if (listing->entries >= 0 && listing->entries != builder.entries())
        return damagedArchive(
            m_file->path(),
            u"%1 entries listed, %2 unpacked"_s.arg(listing->entries).arg(builder.entries()));
    if (m_file->hasChanged())
        return damagedArchive(m_file->path(), u"the file changed while it was unpacked"_s);
    if (const Result<> finished = builder.finish(); !finished)
        return finished.error();
    if (const Result<> recorded = writeManifest(builder); !recorded)
        return recorded.error();
    return builder.summary();
}

Result<> Unpacking::open()
{
    const QDir destination(m_request.destination);
    const bool isReady = destination.exists()
        && destination.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System
                               | QDir::NoDotAndDotDot);
    if (!isReady)
        return Error{ErrorCode::Usage,
                     Text::tr("%1 is not an empty folder.").arg(m_request.destination),
                     Text::tr("Choose an empty folder to unpack into."),
                     {}};
    const auto file = VolumeFile::open(m_request.archive, m_request.furtherVolumes);
    if (!file)
        return file.error();
    m_file = *file;
    const Result<ArchiveKind> kind = archiveKind(*m_file);
    if (!kind)
        return kind.error();
    m_kind = *kind;
    return {};
}

/** Judges the names of a zip or 7z by its own list, before anything is written. */
Result<Listing> Unpacking::list()
{
    switch (m_kind.container) {
    case Container::Zip: {
        const Result<QList<EntryFacts>> entries = checkZip(*m_file, m_request.limits, m_job);
        return entries ? judge(*entries, 0) : entries.error();
    }
    case Container::SevenZip: {
        const Result<SevenZipListing> listing = checkSevenZip(*m_file, m_request.limits, m_job);
        return listing ? judge(listing->entries, listing->unpackedBytes) : listing.error();
    }
    case Container::Tar:
        break;
    }
    return Listing();
}

Result<Listing> Unpacking::judge(const QList<EntryFacts> &entries, qint64 moreBytes)
{
    EntryLedger ledger = newLedger();
    if (const Result<> admitted = ledger.admitBytes(moreBytes); !admitted)
        return admitted.error();
    for (const EntryFacts &entry : entries) {
        if (m_job.isCancelled())
            return cancelledError();
        if (const auto admitted = ledger.admit(entry); !admitted)
            return admitted.error();
    }
    return Listing{.entries = ledger.entries(), .bytes = ledger.summary().bytes};
}

/** A tenth more than the files: folders, and the ends of their last blocks. */
Result<> Unpacking::checkSpace(const Listing &listing)
{
    const Result<DiskSpace> space = makeHost()->diskSpace(m_request.destination);
    if (!space)
        return space.error();
    const qint64 bytes =
        std::max(listing.bytes, m_kind.container == Container::Tar ? m_file->size() : qint64{0});
    const qint64 needed = bytes + bytes / 10;
    return needed <= space->available
        ? Result<>()
        : diskFullError(m_request.destination, needed, space->available);
}

Result<> Unpacking::extract(TreeBuilder &builder, WrittenFiles &written)
{
    if (m_kind.container == Container::Zip)
        return extractZip(m_file, builder, written);
    return extractInOrder(builder, written);
}

/** One thread decodes, the others write. */
Result<> Unpacking::extractInOrder(TreeBuilder &builder, WrittenFiles &written)
{
    const auto reader = ArchiveReader::open(m_file, m_kind);
    if (!reader)
        return reader.error();
    WriterPool pool(written, unpackThreads());
    for (;;) {
        const Result<std::optional<ReadEntry>> entry = (*reader)->next();
        if (!entry)
            return entry.error();
        if (!*entry)
            return pool.drain();
        if (const Result<> added = builder.add(**reader, **entry, pool); !added)
            return added;
    }
}

Result<> Unpacking::writeManifest(const TreeBuilder &builder)
{
    if (m_request.manifestFile.isEmpty())
        return {};
    return writeFileAtomically(m_request.manifestFile, manifestToBytes(builder.manifest()));
}

EntryLedger Unpacking::newLedger() const
{
    return EntryLedger(m_file->path(), m_file->size(), m_request.limits, m_request.rulesFor);
}

} // namespace

Result<UnpackSummary> unpackHere(const UnpackRequest &request, const JobContext &job)
{
    return Unpacking(request, job).run();
}

} // namespace portico
