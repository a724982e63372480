// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/archive/archiveerror.h"
#include "core/archive/archivereader.h"
#include "core/archive/entryrules.h"
#include "core/archive/listarchive.h"
#include "core/archive/sevenzipcheck.h"
#include "core/archive/volumefile.h"
#include "core/archive/zipcheck.h"
#include "core/io/atomicfile.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ListArchive)
};

constexpr qint64 kMostContent = 64LL << 20;
constexpr qint64 kProgressEvery = 256; ///< entries

/** One archive, looked into. */
class Listing
{
public:
    Listing(const ListRequest &request, std::shared_ptr<VolumeFile> file, ArchiveKind kind,
            const JobContext &job)
        : m_request(request)
        , m_file(std::move(file))
        , m_kind(kind)
        , m_job(job)
        , m_ledger(m_file->path(), m_file->size(), m_limits, request.rulesFor)
    { }

    Result<> run();

private:
    Result<> checkHeaders() const;
    Result<> take(ArchiveReader &reader, const ReadEntry &entry);
    Result<> takeContent(ArchiveReader &reader, const ReadEntry &entry);
    bool isWanted(const QByteArray &path) const;

    const ListRequest &m_request;
    const std::shared_ptr<VolumeFile> m_file;
    const ArchiveKind m_kind;
    const JobContext &m_job;
    const UnpackLimits m_limits{};
    EntryLedger m_ledger;
    QByteArray m_lines;
    int m_contents = 0;
};

/** What only the headers of the whole tell, before libarchive reads it. */
Result<> Listing::checkHeaders() const
{
    switch (m_kind.container) {
    case Container::Zip: {
        const auto entries = checkZip(*m_file, m_limits, m_job);
        return entries ? Result<>() : Result<>(entries.error());
    }
    case Container::SevenZip: {
        const auto listing = checkSevenZip(*m_file, m_limits, m_job);
        return listing ? Result<>() : Result<>(listing.error());
    }
    case Container::Tar:
        break;
    }
    return {};
}

bool Listing::isWanted(const QByteArray &path) const
{
    return path.count('/') <= 1
        && m_request.wanted.contains(QString::fromUtf8(leafName(path).toByteArray()));
}

Result<> Listing::takeContent(ArchiveReader &reader, const ReadEntry &entry)
{
    QByteArray content;
    for (;;) {
        const Result<QByteArrayView> block = reader.block();
        if (!block)
            return block.error();
        if (block->isEmpty())
            break;
        content += *block;
        if (content.size() > kMostContent)
            return refusedEntry(m_file->path(), entry.facts.path,
                                Text::tr("it is larger than such a file can be"));
    }
    return writeFileAtomically(m_request.folder + u"/%1"_s.arg(m_contents), content);
}

Result<> Listing::take(ArchiveReader &reader, const ReadEntry &entry)
{
    if (const auto admitted = m_ledger.admit(entry.facts); !admitted)
        return admitted.error();
    if (entry.facts.kind != EntryKind::File)
        return {};
    m_lines += QByteArray::number(entry.facts.size) + '\t';
    if (isWanted(entry.facts.path)) {
        if (const Result<> taken = takeContent(reader, entry); !taken)
            return taken;
        m_lines += QByteArray::number(m_contents++);
    }
    m_lines += '\t' + entry.facts.path + '\n';
    return {};
}

Result<> Listing::run()
{
    if (const Result<> checked = checkHeaders(); !checked)
        return checked;
    const auto reader = ArchiveReader::open(m_file, m_kind);
    if (!reader)
        return reader.error();
    for (;;) {
        if (m_job.isCancelled())
            return cancelledError();
        const Result<std::optional<ReadEntry>> entry = (*reader)->next();
        if (!entry)
            return entry.error();
        if (!*entry)
            break;
        if (const Result<> taken = take(**reader, **entry); !taken)
            return taken;
        if (m_ledger.entries() % kProgressEvery == 0)
            m_job.report({.step = Text::tr("Look into it"),
                          .done = (*reader)->consumed(),
                          .total = m_file->size(),
                          .unit = ProgressUnit::Bytes});
    }
    return writeFileAtomically(m_request.folder + "/listing"_L1, m_lines);
}

} // namespace

Result<> listHere(const ListRequest &request, const JobContext &job)
{
    const auto file = VolumeFile::open(request.archive);
    if (!file)
        return file.error();
    const Result<ArchiveKind> kind = archiveKind(**file);
    if (!kind)
        return kind.error();
    return Listing(request, *file, *kind, job).run();
}

} // namespace portico
