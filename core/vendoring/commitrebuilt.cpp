// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/commitinstall.h"
#include "core/installs/installfile.h"
#include "core/io/file.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/platform/durable.h"
#include "core/vendoring/rebuildparts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RebuildVendored)
};

/** "Mine rebuilt", "Mine rebuilt 2", ... */
QString unusedName(const Library &library, const QString &name)
{
    const InstallList list = listInstalls(library);
    const auto isTaken = [&](const QString &wanted) {
        return std::any_of(list.installs.begin(), list.installs.end(), [&](const Install &other) {
            return other.name.compare(wanted, Qt::CaseInsensitive) == 0;
        });
    };
    if (!isTaken(name))
        return name;
    const QString base = Text::tr("%1 rebuilt", "name of an install").arg(name);
    QString wanted = base;
    for (int number = 2; isTaken(wanted); ++number)
        wanted = base + u' ' + QString::number(number);
    return wanted;
}

} // namespace

Result<Install> commitRebuilt(const RebuiltCommit &done, const JobContext &job)
{
    const Result<Install> made = loadInstall(done.inner, done.id);
    if (!made)
        return made.error();
    Result<StagingDir> place = StagingDir::create(done.target.staging(), Text::tr("rebuilding"));
    if (!place)
        return place.error();
    const QDir from(done.inner.installFolder(done.id));
    for (const QString &name :
         from.entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
        if (name.endsWith(".lock"_L1) || name.startsWith("install.json"_L1))
            continue;
        const Result<> moved =
            renameUnsynced(from.filePath(name), place->path() + u'/' + name, IfExists::Refuse);
        if (!moved)
            return moved.error();
    }
    const Result<FileLock> lock =
        FileLock::lock(done.target.layersLock(), Text::tr("rebuilding “%1”").arg(made->name), job);
    if (!lock)
        return lock.error();
    const QString layer = made->generation()->layer;
    if (!layer.isEmpty() && !QFileInfo::exists(done.target.layerFolder(layer))) {
        const Result<> folder = makeFolder(done.target.layers());
        const Result<> synced = folder ? syncTree(done.inner.layerFolder(layer), job) : folder;
        const Result<> moved = synced
            ? renameDurably(done.inner.layerFolder(layer), done.target.layerFolder(layer),
                            IfExists::Refuse, job)
            : synced;
        if (!moved)
            return moved.error();
    }
    Install install = *made;
    install.name = done.name.simplified();
    if (install.name.isEmpty())
        install.name = unusedName(done.target, done.firstName);
    return commitInstall(done.target, *place, install, done.port, job);
}

} // namespace portico
