// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/installs/statekeeper.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/isolation/envlinks.h"
#include "core/isolation/envname.h"
#include "core/isolation/envwork.h"
#include "core/isolation/foreignlock.h"
#include "core/isolation/unusedenvs.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RemoveEnvs)
};

/** Out of comfy-env's sight by one rename, then away. */
Result<qint64> removePlace(const QString &place, const JobContext &job)
{
    const QString root = envRootOfPlace(place);
    const QString folderName = QFileInfo(place).fileName();
    const Result<FileLock> lock =
        FileLock::tryLock(envBuildLock(root, folderName), Text::tr("removing an environment"));
    if (!lock)
        return lock.error();
    if (isLinkedEnvName(folderName) && isComfyEnvBuilding(place))
        return Error{
            .code = ErrorCode::Busy,
            .message =
                Text::tr("comfy-env itself is building %1.").arg(QDir::toNativeSeparators(place)),
            .nextStep = Text::tr("Wait until it is done, then try again."),
            .detail = {}};
    const Result<TreeSize> size = treeSize(place, job);
    if (!size)
        return size.error();
    const Result<StagingDir> trash =
        StagingDir::create(envStagingFolder(root), Text::tr("removing an environment"));
    if (!trash)
        return trash.error();
    const Result<> moved =
        renameDurably(place, trash->path() + "/removed"_L1, IfExists::Refuse, job);
    if (!moved)
        return moved.error();
    return size->bytes;
}

void removeLink(const IsolatedEnv &env)
{
    const QFileInfo link(env.link);
    if (!env.link.isEmpty() && (link.isSymLink() || link.isJunction()) && !QFile::remove(env.link))
        QDir().rmdir(env.link);
}

QStringList surelyUnused(const EnvReport &report, RemovedEnvs &removed)
{
    QStringList places;
    for (const UnusedEnv &unused : report.unused) {
        if (unused.isSure)
            places += unused.folder;
        else
            removed.left += Text::tr("%1 was left: %2 To remove it, name its folder.")
                                .arg(QDir::toNativeSeparators(unused.folder), unused.known);
    }
    return places;
}

/** Takes the links away; an environment that other packs link to stays. */
Result<QStringList> namedPlaces(const EnvOperations &operations, const Install &install,
                                const QStringList &names, const EnvReport &report,
                                RemovedEnvs &removed)
{
    QHash<QString, QString> unused;
    for (const UnusedEnv &each : report.unused)
        unused.insert(QFileInfo(each.folder).fileName(), each.folder);
    QList<IsolatedEnv> known;
    for (const EnvHealth &health : report.envs)
        known += health.env;
    QStringList places;
    for (const QString &name : names) {
        if (unused.contains(name)) {
            places += unused.value(name);
            continue;
        }
        const Result<IsolatedEnv> env = findEnv(known, name);
        if (!env)
            return env.error();
        if (isRunning(operations.services.library, install))
            return runsError(install);
        removeLink(*env);
        const QStringList links = env->link.isEmpty() ? QStringList() : knownEnvLinks(env->place);
        if (!links.isEmpty())
            removed.left += Text::tr("%1 was left: another pack uses it through %2.")
                                .arg(QDir::toNativeSeparators(env->place),
                                     QDir::toNativeSeparators(links.constFirst()));
        else if (QFileInfo::exists(env->place) && !places.contains(env->place))
            places += env->place;
    }
    return places;
}

} // namespace

Result<RemovedEnvs> removeEnvs(const EnvOperations &operations, const Install &install,
                               const QStringList &names, const JobContext &job)
{
    const Result<EnvReport> report = reportEnvs(operations, install, job, EnvSizes::Leave);
    if (!report)
        return report.error();
    RemovedEnvs removed;
    const Result<QStringList> places = names.isEmpty()
        ? Result<QStringList>(surelyUnused(*report, removed))
        : namedPlaces(operations, install, names, *report, removed);
    if (!places)
        return places.error();
    if (!places->isEmpty()) {
        const Result<> kept =
            keepState(operations.keeper.get(), install, KeepReason::Environments, job);
        if (!kept)
            return kept.error();
    }
    for (const QString &place : *places) {
        const Result<qint64> bytes = removePlace(place, job);
        if (!bytes)
            return bytes.error();
        removed.folders += place;
        removed.bytes += *bytes;
    }
    return removed;
}

} // namespace portico
