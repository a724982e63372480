// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/pristine.h"

#include "core/io/tree.h"
#include "core/io/treemanifest.h"
#include "core/platform/clonefile.h"
#include "core/platform/durable.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Whether the place can hold a second name without a second file. */
bool canShare(const QString &folder)
{
    const QString one = folder + ".share-1"_L1;
    const QString two = folder + ".share-2"_L1;
    for (const QString &path : {one, two})
        QFile::remove(path);
    QFile file(one);
    bool canShare = file.open(QIODevice::WriteOnly) && file.write("x") == 1;
    file.close();
    canShare = canShare
        && (cloneFile(one, two, CloneMethod::Reflink)
            || cloneFile(one, two, CloneMethod::HardLink));
    for (const QString &path : {one, two})
        QFile::remove(path);
    return canShare;
}

} // namespace

QString pristineFolder(const QString &generationFolder)
{
    return generationFolder + ".pristine"_L1;
}

Result<> keepPristine(const QString &generationFolder, const JobContext &job)
{
    const QString target = pristineFolder(generationFolder);
    if (QFileInfo::exists(target) || !canShare(generationFolder))
        return {};
    // Under another name until it is whole: a half one would be believed.
    const QString making = target + ".new"_L1;
    const Result<> cleared = removeTree(making, job);
    if (!cleared)
        return cleared;
    const Result<CloneSummary> cloned =
        cloneTree({.from = generationFolder,
                   .to = making,
                   .sharing = Sharing::ReflinkOrHardLink,
                   .wants = [](QStringView path) { return isManifestPath(path); },
                   .step = {}},
                  job);
    const Result<> moved =
        cloned ? renameDurably(making, target, IfExists::Refuse, job) : Result<>(cloned.error());
    if (!moved) {
        const Result<> removed = removeTree(making, JobContext());
        if (!removed)
            job.log(removed.error().message);
    }
    return moved;
}

} // namespace portico
