// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/keptpacks.h"

#include "core/io/filelock.h"
#include "core/io/tree.h"
#include "core/nodes/packrecords.h"
#include "core/platform/durable.h"
#include "core/platform/host.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KeptPacks)
};

bool isThere(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink();
}

Result<> letGo(const KeptPack &pack, const Host &host, const JobContext &job)
{
    if (!isThere(pack.folder))
        return {};
    const Result<QString> trashed = host.moveToTrash(pack.folder);
    return trashed ? Result<>() : removeTree(pack.folder, job);
}

} // namespace

QList<KeptPack> readKeptPacks(const Library &library, const InstallId &id)
{
    return readPackRecords(library, id).kept;
}

Result<> settleKeptPacks(const Library &library, const InstallId &id, const QDateTime &goodStart,
                         const Host &host, const JobContext &job)
{
    const auto isDue = [&](const KeptPack &pack) {
        return !pack.hasEdits && pack.kept < goodStart;
    };
    const QList<KeptPack> before = readKeptPacks(library, id);
    if (std::none_of(before.begin(), before.end(), isDue))
        return {};
    const Result<FileLock> lock =
        FileLock::tryLock(packsLock(library, id), Text::tr("clearing away old node packs"));
    if (!lock)
        return lock.error();
    PackRecords records = readPackRecords(library, id);
    QList<KeptPack> staying;
    std::optional<Error> problem;
    for (const KeptPack &pack : std::as_const(records.kept)) {
        if (isDue(pack)) {
            const Result<> gone = letGo(pack, host, job);
            if (gone)
                continue;
            problem = gone.error();
        }
        staying += pack;
    }
    records.kept = staying;
    const Result<> written = writePackRecords(library, id, records);
    if (!written)
        return written;
    return problem ? Result<>(*problem) : Result<>();
}

} // namespace portico
