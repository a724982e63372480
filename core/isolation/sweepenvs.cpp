// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/isolation/buildenv.h"
#include "core/isolation/foreignlock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SweepEnvs)
};

/** Half an environment that nobody is at work on. */
Result<> sweepPlace(const QString &root, const QString &place, const JobContext &job)
{
    if (!QFileInfo::exists(envBuildingFile(place)) && !isOwnForeignLock(place))
        return {};
    const Result<FileLock> lock =
        FileLock::tryLock(envBuildLock(root, QFileInfo(place).fileName()), Text::tr("clearing up"));
    if (!lock)
        return lock.error().code == ErrorCode::Busy ? Result<>() : lock.error();
    clearForeignLock(place);
    if (!QFileInfo::exists(envBuildingFile(place))) {
        QDir().rmdir(place); // it was all that was there
        return {};
    }
    const Result<> removed = removeTree(place + "/.pixi"_L1, job);
    return removed ? removeTree(envBuildingFile(place), job) : removed;
}

} // namespace

Result<> sweepEnvBuilds(const QString &root, const JobContext &job)
{
    const Result<StagingSweep> staging = sweepStaging(envStagingFolder(root), job);
    if (!staging)
        return staging.error();
    for (const Error &error : staging->errors)
        job.log(error.message);
    for (const QString &folder : {root, root + "/envs"_L1}) {
        for (const QString &name :
             QDir(folder).entryList(QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot)) {
            const Result<> swept = sweepPlace(root, folder + u'/' + name, job);
            if (!swept)
                return swept;
        }
    }
    return {};
}

} // namespace portico
