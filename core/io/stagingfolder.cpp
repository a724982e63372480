// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/stagingfolder.h"

#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSet>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr auto kLockSuffix = ".lock"_L1;

QString randomName()
{
    return QString::number(QRandomGenerator::system()->generate(), 36)
        + QString::number(QRandomGenerator::system()->generate(), 36);
}

} // namespace

StagingDir::StagingDir(QString path, FileLock lock)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
{ }

Result<StagingDir> StagingDir::create(const QString &root, const QString &what)
{
    if (const Result<> made = makeFolder(root); !made)
        return made.error();
    const QString path = QDir::cleanPath(QDir(root).absoluteFilePath(randomName()));
    Result<FileLock> lock = FileLock::tryLock(path + kLockSuffix, what);
    if (!lock)
        return lock.error();
    if (const Result<> made = makeFolder(path); !made) {
        lock->removeAndRelease();
        return made.error();
    }
    return StagingDir(path, std::move(*lock));
}

StagingDir::~StagingDir()
{
    if (m_path.isEmpty())
        return;
    // What resists stays unlocked, so that the next sweep tries again and can say why.
    if (removeTree(m_path, {}) && m_lock)
        m_lock->removeAndRelease();
}

Result<> StagingDir::commit(const QString &target, const JobContext &job)
{
    if (const Result<> synced = syncTree(m_path, job); !synced)
        return synced;
    if (const Result<> moved = renameDurably(m_path, target, IfExists::Refuse, job); !moved)
        return moved;
    m_path.clear();
    m_lock->removeAndRelease();
    return {};
}

Result<StagingSweep> sweepStaging(const QString &root, const JobContext &job)
{
    StagingSweep sweep;
    const QStringList names =
        QDir(root).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    QSet<QString> works;
    for (const QString &name : names)
        works += name.endsWith(kLockSuffix) ? name.chopped(kLockSuffix.size()) : name;
    for (const QString &work : works) {
        if (job.isCancelled())
            return cancelledError();
        const QString path = QDir::cleanPath(QDir(root).absoluteFilePath(work));
        Result<FileLock> lock = FileLock::tryLock(path + kLockSuffix, u"sweeping"_s);
        if (!lock) {
            if (lock.error().code == ErrorCode::Busy)
                ++sweep.inUse;
            else
                sweep.errors += lock.error();
            continue;
        }
        const bool wasThere = QFileInfo(path).isSymLink() || QFileInfo::exists(path);
        const Result<TreeSize> size = treeSize(path, job);
        if (const Result<> gone = removeTree(path, job); !gone) {
            sweep.errors += gone.error();
            continue;
        }
        lock->removeAndRelease();
        sweep.removed += wasThere ? 1 : 0;
        sweep.bytes += size ? size->bytes : 0;
    }
    return sweep;
}

} // namespace portico
