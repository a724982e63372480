// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/snapshots/snapshotstore.h"

#include "core/base/lists.h"
#include "core/installs/snapshotroots.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/json.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SnapshotStore)
};

constexpr qsizetype kLeastTyped = 4;
constexpr qsizetype kMostNote = 1'000;

QString fileOf(const Library &library, const InstallId &id, const Sha256 &snapshot)
{
    return snapshotsFolder(library, id) + u'/' + snapshot.toHex() + ".json"_L1;
}

Result<Snapshot> readFrom(const QString &file)
{
    const Result<QJsonObject> object = readJsonObject(file);
    if (!object)
        return object.error();
    Result<Snapshot> snapshot = snapshotFromJson(*object, QDir::toNativeSeparators(file));
    if (snapshot && QFileInfo(file).completeBaseName() != snapshot->id.toHex())
        return Error{.code = ErrorCode::Corrupt,
                     .message = Text::tr("%1 holds another snapshot than its name says.")
                                    .arg(QDir::toNativeSeparators(file)),
                     .nextStep =
                         Text::tr("Choose another snapshot: this file was changed or renamed."),
                     .detail = {}};
    return snapshot;
}

Result<> write(const Library &library, const InstallId &id, const Snapshot &snapshot)
{
    return writeFileAtomically(fileOf(library, id, snapshot.id), jsonToBytes(toJson(snapshot)));
}

Result<FileLock> lockOf(const Library &library, const InstallId &id, const JobContext &job)
{
    Result<FileLock> lock = FileLock::lock(snapshotsFolder(library, id) + "/lock"_L1,
                                           Text::tr("taking a snapshot"), job);
    if (!lock || QFileInfo::exists(library.installFile(id)))
        return lock;
    // It was removed while we waited, and its folder came back for the lock alone.
    lock->removeAndRelease();
    QDir().rmdir(snapshotsFolder(library, id));
    QDir().rmdir(library.installFolder(id));
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("The install “%1” was removed in the meantime: there is "
                                     "nothing to take a snapshot of.")
                                .arg(id.toString()),
                 .nextStep = Text::tr("“porticoctl list” shows what there is."),
                 .detail = {}};
}

Error noneCalled(const QString &typed, const QList<Snapshot> &snapshots)
{
    QStringList names;
    for (const Snapshot &snapshot : snapshots.first(std::min<qsizetype>(8, snapshots.size())))
        names += shortId(snapshot.id);
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There is no snapshot “%1”.").arg(typed),
            .nextStep = names.isEmpty() ? Text::tr("There is none of this install yet.")
                                        : Text::tr("The newest are: %1.").arg(listed(names)),
            .detail = {}};
}

} // namespace

SnapshotList listSnapshots(const Library &library, const InstallId &id)
{
    SnapshotList list;
    const QDir folder(snapshotsFolder(library, id));
    sweepAtomicWrites(folder.path()); // of who was killed while taking one
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const Result<Snapshot> snapshot = readFrom(folder.filePath(name));
        if (snapshot)
            list.snapshots += *snapshot;
        else
            list.broken += BrokenSnapshot{folder.filePath(name), snapshot.error()};
    }
    std::stable_sort(list.snapshots.begin(), list.snapshots.end(),
                     [](const Snapshot &a, const Snapshot &b) { return a.seen > b.seen; });
    return list;
}

Result<Snapshot> findSnapshot(const Library &library, const InstallId &id, const QString &typed)
{
    if (const auto whole = Sha256::fromHex(typed); whole && !whole->isNull()) {
        const QString file = fileOf(library, id, *whole);
        if (QFileInfo::exists(file))
            return readFrom(file);
    }
    const QList<Snapshot> snapshots = listSnapshots(library, id).snapshots;
    if (typed == "latest"_L1 && !snapshots.isEmpty())
        return snapshots.constFirst();
    QList<Snapshot> found;
    const QString start = typed.toLower();
    std::copy_if(snapshots.begin(), snapshots.end(), std::back_inserter(found),
                 [&](const Snapshot &snapshot) {
                     return start.size() >= kLeastTyped && snapshot.id.toHex().startsWith(start);
                 });
    if (found.size() == 1)
        return found.constFirst();
    if (found.isEmpty())
        return noneCalled(typed, snapshots);
    return Error{.code = ErrorCode::Usage,
                 .message = Text::tr("Several snapshots begin with “%1”.").arg(typed),
                 .nextStep = Text::tr("Type more of its id."),
                 .detail = {}};
}

Result<KeptSnapshot> keepSnapshot(const Library &library, const InstallId &id,
                                  const SnapshotContent &content, const SnapshotMark &mark,
                                  const JobContext &job)
{
    const Result<FileLock> lock = lockOf(library, id, job);
    if (!lock)
        return lock.error();
    Snapshot snapshot{.id = snapshotId(toJson(content)), .content = content, .taken = mark.now};
    KeptSnapshot kept{.isNew = true};
    const QString file = fileOf(library, id, snapshot.id);
    if (const Result<Snapshot> before = readFrom(file)) {
        snapshot = *before;
        kept.isNew = false;
    }
    snapshot.seen = std::max(snapshot.seen, mark.now);
    snapshot.reason = mark.reason;
    if (mark.goodStart.isValid())
        snapshot.goodStart = mark.goodStart;
    if (!mark.note.isEmpty())
        snapshot.note = mark.note.left(kMostNote);
    kept.snapshot = snapshot;
    const Result<> written = write(library, id, snapshot);
    return written ? Result<KeptSnapshot>(kept) : written.error();
}

Result<> noteSnapshot(const Library &library, const InstallId &id, const Sha256 &snapshot,
                      const QString &note, const JobContext &job)
{
    const Result<FileLock> lock = lockOf(library, id, job);
    if (!lock)
        return lock.error();
    Result<Snapshot> found = readFrom(fileOf(library, id, snapshot));
    if (!found)
        return found.error();
    found->note = note.left(kMostNote);
    return write(library, id, *found);
}

Result<> removeSnapshot(const Library &library, const InstallId &id, const Sha256 &snapshot,
                        const JobContext &job)
{
    const Result<FileLock> lock = lockOf(library, id, job);
    if (!lock)
        return lock.error();
    return removeDurably(fileOf(library, id, snapshot));
}

} // namespace portico
