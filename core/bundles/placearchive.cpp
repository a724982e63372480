// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/placearchive.h"

#include "core/archive/packoutput.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/ioerror.h"
#include "core/io/sha256.h"
#include "core/platform/clonefile.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlaceArchive)
};

constexpr qint64 kChunk = 1 << 20;
constexpr QLatin1StringView kPartial{".partial"};

Result<Sha256> addFile(const QString &path, Sha256Hasher &whole, const JobContext &job)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fileError(FileAct::Read, file);
    Sha256Hasher own;
    QByteArray chunk(kChunk, Qt::Uninitialized);
    for (;;) {
        const qint64 read = file.read(chunk.data(), chunk.size());
        if (read < 0)
            return fileError(FileAct::Read, file);
        if (read == 0)
            return own.result();
        if (job.isCancelled())
            return cancelledError();
        const QByteArrayView bytes(chunk.constData(), read);
        own.add(bytes);
        whole.add(bytes);
    }
}

QStringList volumesOfArchive(const QString &archive)
{
    QStringList files;
    for (qsizetype number = 1; number <= kMostVolumes; ++number) {
        const QString path = volumeName(archive, number);
        if (!QFileInfo::exists(path))
            break;
        files += path;
    }
    return files;
}

/** One archive on its way to its place. */
class Placing
{
public:
    Placing(const ArchivePlace &place, const JobContext &job)
        : m_place(place)
        , m_job(job)
        , m_isSplit(place.made.size() > 1)
    { }

    Result<QStringList> run();

private:
    QString nameOf(qsizetype index) const;
    QString hashFile() const { return m_place.target + ".sha256"_L1; }
    Result<> checkSpace() const;
    Result<> clearLeftovers() const;
    Result<> clearOld() const;
    Result<> bring(qsizetype index) const;
    Result<> writeHashes() const;
    Result<> placeAll() const;

    const ArchivePlace &m_place;
    const JobContext &m_job;
    const bool m_isSplit;
};

QString Placing::nameOf(qsizetype index) const
{
    return m_isSplit ? volumeName(m_place.target, index + 1) : m_place.target;
}

/** By a rename, or on another disk by a copy that gets its name when it is whole. */
Result<> Placing::bring(qsizetype index) const
{
    const QString &from = m_place.made.at(index);
    const QString to = nameOf(index);
    const Result<> renamed = renameDurably(from, to, m_place.ifExists, m_job);
    if (renamed || renamed.error().code != ErrorCode::Unsupported)
        return renamed;
    const QString partial = to + kPartial;
    if (const Result<> space = checkSpace(); !space)
        return space;
    Result<> done = removeDurably(partial, m_job); // of one that was killed
    if (done)
        done = cloneFile(from, partial, CloneMethod::Copy);
    if (done)
        done = renameDurably(partial, to, m_place.ifExists, m_job);
    if (!done)
        QFile::remove(partial);
    return done;
}

Result<> Placing::checkSpace() const
{
    const QString folder = QFileInfo(m_place.target).path();
    const Result<DiskSpace> space = makeHost()->diskSpace(folder);
    qint64 missing = 0;
    for (qsizetype i = 0; i < m_place.made.size(); ++i)
        missing += QFileInfo::exists(nameOf(i)) ? 0 : QFileInfo(m_place.made.at(i)).size();
    if (!space || missing <= space->available)
        return {};
    return diskFullError(folder, missing, space->available);
}

/** Volumes without a first one, hashes of nothing, and copies that were not finished. */
Result<> Placing::clearLeftovers() const
{
    const QDir folder(QFileInfo(m_place.target).path());
    const QString name = QFileInfo(m_place.target).fileName();
    QStringList leftovers = folder.entryList(
        {name + ".???"_L1 + kPartial, name + kPartial, name + ".sha256"_L1 + kPartial});
    if (!QFileInfo::exists(volumeName(m_place.target, 1))) {
        for (const QString &file : folder.entryList({name + ".???"_L1}, QDir::Files)) {
            bool isNumber = false;
            (void)file.last(3).toUInt(&isNumber);
            if (isNumber)
                leftovers += file;
        }
    }
    if (archiveFiles(m_place.target).isEmpty())
        leftovers += name + ".sha256"_L1;
    for (const QString &file : leftovers) {
        if (const Result<> removed = removeDurably(folder.filePath(file), m_job); !removed)
            return removed;
    }
    return {};
}

/** What would be mixed with the new one. The first volume goes first. */
Result<> Placing::clearOld() const
{
    const QStringList volumes = volumesOfArchive(m_place.target);
    QStringList old = volumes;
    if (m_isSplit && QFileInfo::exists(m_place.target))
        old += m_place.target;
    if (old.isEmpty())
        return {};
    if (m_place.ifExists == IfExists::Refuse)
        return Error{
            .code = ErrorCode::AlreadyExists,
            .message =
                Text::tr("%1 is there already.").arg(QDir::toNativeSeparators(old.constFirst())),
            .nextStep = Text::tr("Choose another version or folder, or replace it."),
            .detail = {}};
    for (const QString &file : std::as_const(old)) {
        if (const Result<> removed = removeDurably(file, m_job); !removed)
            return removed;
    }
    return {};
}

Result<> Placing::writeHashes() const
{
    QByteArray lines;
    for (qsizetype i = 0; i < m_place.made.size(); ++i)
        lines += m_place.hashes.each.at(i).toHex().toLatin1() + "  "
            + QFileInfo(nameOf(i)).fileName().toUtf8() + '\n';
    return writeFileAtomically(hashFile() + kPartial, lines);
}

Result<> Placing::placeAll() const
{
    for (qsizetype i = m_place.made.size() - 1; i > 0; --i) {
        if (const Result<> brought = bring(i); !brought)
            return brought;
    }
    // The hashes take their space before and their name after the file that makes it a bundle.
    Result<> done = writeHashes();
    if (done)
        done = bring(0);
    if (done)
        done = renameDurably(hashFile() + kPartial, hashFile(), IfExists::Replace, m_job);
    return done;
}

Result<QStringList> Placing::run()
{
    Result<> done = makeFolder(QFileInfo(m_place.target).path());
    if (done)
        done = clearLeftovers();
    if (done)
        done = clearOld();
    if (!done)
        return done.error();
    done = placeAll();
    if (!done) {
        if (done.error().code != ErrorCode::AlreadyExists)
            (void)clearLeftovers(); // the failure is what counts
        return done.error();
    }
    QStringList files;
    for (qsizetype i = 0; i < m_place.made.size(); ++i)
        files += nameOf(i);
    return files;
}

} // namespace

Result<VolumeHashes> hashVolumes(const QStringList &files, const JobContext &job)
{
    VolumeHashes hashes;
    Sha256Hasher whole;
    for (const QString &file : files) {
        const Result<Sha256> own = addFile(file, whole, job);
        if (!own)
            return own.error();
        hashes.each += *own;
        hashes.bytes += QFileInfo(file).size();
    }
    hashes.whole = whole.result();
    return hashes;
}

QStringList archiveFiles(const QString &archive)
{
    return QFileInfo(archive).isFile() ? QStringList{archive} : volumesOfArchive(archive);
}

Result<QStringList> placeArchive(const ArchivePlace &place, const JobContext &job)
{
    return Placing(place, job).run();
}

} // namespace portico
