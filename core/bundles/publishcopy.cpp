// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/publishcopy.h"

#include "core/archive/packoutput.h"
#include "core/io/file.h"
#include "core/io/ioerror.h"
#include "core/io/sha256.h"
#include "core/platform/outputfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PublishBundle)
};

constexpr qint64 kChunk = 4LL << 20;
constexpr qint64 kMostSum = 1LL << 20;
constexpr QLatin1StringView kPart{".portico-part"};

/** What "name.zip.sha256" says of it, where it is there and says something: of volumes, one file
 *  for all may. */
std::optional<Sha256> sumBeside(const QString &path)
{
    const Result<QByteArray> bytes = readFile(path + ".sha256"_L1, kMostSum);
    if (bytes)
        return Sha256::fromHex(QString::fromLatin1(bytes->left(64)));
    const Result<QByteArray> ofAll = readFile(hashFileOf(path), kMostSum);
    const QByteArray name = "  " + QFileInfo(path).fileName().toUtf8();
    for (const QByteArray &line : ofAll ? ofAll->split('\n') : QList<QByteArray>()) {
        if (line.endsWith(name))
            return Sha256::fromHex(QString::fromLatin1(line.left(64)));
    }
    return std::nullopt;
}

Error mismatch(const QString &path)
{
    return {.code = ErrorCode::HashMismatch,
            .message = Text::tr("%1 is not what the .sha256 beside it says.").arg(path),
            .nextStep = Text::tr("Build the bundle again, or get it again."),
            .detail = {}};
}

/** Copies into a file that is not there yet; returns the hash of what was written. */
Result<Sha256> copyHashing(const QString &from, const QString &to, qint64 before, qint64 total,
                           const JobContext &job)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return fileError(FileAct::Read, source);
    Result<OutputFile> target = OutputFile::create(to, FileAccess::Shared);
    if (!target)
        return target.error();
    Sha256Hasher hasher;
    QByteArray chunk(kChunk, Qt::Uninitialized);
    for (qint64 done = before;;) {
        if (job.isCancelled())
            return cancelledError();
        const qint64 read = source.read(chunk.data(), chunk.size());
        if (read < 0)
            return fileError(FileAct::Read, source);
        if (read == 0)
            break;
        const QByteArrayView part(chunk.constData(), read);
        hasher.add(part);
        if (const Result<> written = target->write(part); !written)
            return written.error();
        done += read;
        job.report({.step = copyStep(), .done = done, .total = total});
    }
    if (const Result<> synced = target->sync(); !synced)
        return synced.error();
    if (const Result<> closed = target->close(); !closed)
        return closed.error();
    return hasher.result();
}

/** Where the copy goes; nothing: it lies there already. */
Result<std::optional<QString>> placeFor(const QString &existing, const Sha256 &sha256,
                                        IfExists ifExists, const JobContext &job)
{
    if (!QFileInfo::exists(existing))
        return std::optional(existing);
    const Result<Sha256> there = hashFile(existing, job);
    if (!there)
        return there.error();
    if (*there == sha256)
        return std::optional<QString>();
    if (ifExists == IfExists::Refuse) {
        return Error{.code = ErrorCode::AlreadyExists,
                     .message = Text::tr("Another file %1 is there.").arg(existing),
                     .nextStep = Text::tr("Give the bundle another version, or replace it with "
                                          "--replace."),
                     .detail = {}};
    }
    const QFileInfo file(existing);
    return std::optional(u"%1/%2/%3"_s.arg(file.path(), sha256.toHex().left(12), file.fileName()));
}

Result<CopiedFile> copyOne(const VolumeToCopy &volume, const QString &folder, IfExists ifExists,
                           qint64 before, qint64 total, const JobContext &job)
{
    const QFileInfo source(volume.path);
    CopiedFile copied{.path = folder + u'/' + source.fileName(),
                      .name = source.fileName(),
                      .sha256 = {},
                      .size = source.size(),
                      .wasThere = false};
    const QString part = folder + "/."_L1 + source.fileName() + kPart;
    const auto give = [&part](const Error &error) {
        QFile::remove(part);
        return error;
    };
    const Result<Sha256> sha256 = copyHashing(volume.path, part, before, total, job);
    if (!sha256)
        return give(sha256.error());
    copied.sha256 = *sha256;
    if (volume.expected && *volume.expected != *sha256)
        return give(mismatch(volume.path));
    const auto place = placeFor(copied.path, *sha256, ifExists, job);
    if (!place)
        return give(place.error());
    copied.wasThere = !place->has_value();
    if (copied.wasThere) {
        QFile::remove(part);
        return copied;
    }
    copied.path = **place;
    if (const Result<> made = makeFolder(QFileInfo(copied.path).path()); !made)
        return give(made.error());
    const Result<> renamed = renameDurably(part, copied.path, IfExists::Replace, job);
    return renamed ? Result<CopiedFile>(copied) : give(renamed.error());
}

} // namespace

QString copyStep()
{
    return Text::tr("Copy");
}

QString hashFileOf(const QString &volume)
{
    static const QRegularExpression number(uR"(\.\d{3}$)"_s);
    return QString(volume).remove(number) + ".sha256"_L1;
}

QString bundleStem(const QString &fileName)
{
    static const QRegularExpression ending(
        uR"(\.(zip|7z|tar|tar\.gz|tgz|tar\.xz|tar\.zst)(\.\d{3})?$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return QString(fileName).remove(ending);
}

Result<QList<VolumeToCopy>> volumesOf(const QString &file)
{
    static const QRegularExpression first(uR"(\.001$)"_s);
    QList<VolumeToCopy> volumes;
    const bool isVolume = first.match(file).hasMatch();
    for (qsizetype number = 1; number <= (isVolume ? kMostVolumes : 1); ++number) {
        const QString path = isVolume ? volumeName(file.chopped(4), number) : file;
        if (!QFileInfo(path).isFile())
            break;
        volumes += {.path = path, .expected = sumBeside(path)};
    }
    if (!volumes.isEmpty())
        return volumes;
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("There is no bundle %1.").arg(file),
                 .nextStep = Text::tr("Build one: porticoctl bundle build."),
                 .detail = {}};
}

Result<QList<CopiedFile>> copyVolumes(const QList<VolumeToCopy> &volumes, const QString &folder,
                                      IfExists ifExists, const JobContext &job)
{
    qint64 total = 0;
    for (const VolumeToCopy &volume : volumes)
        total += QFileInfo(volume.path).size();
    QList<CopiedFile> copies;
    qint64 before = 0;
    for (const VolumeToCopy &volume : volumes) {
        const Result<CopiedFile> copied = copyOne(volume, folder, ifExists, before, total, job);
        if (!copied)
            return copied.error();
        copies += *copied;
        before += copied->size;
    }
    return copies;
}

void clearLeftovers(const QString &folder)
{
    const QDir dir(folder);
    for (const QString &name :
         dir.entryList({u".*"_s + kPart}, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot))
        QFile::remove(dir.filePath(name));
}

} // namespace portico
