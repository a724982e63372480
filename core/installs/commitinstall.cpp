// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/commitinstall.h"

#include "core/installs/installfile.h"
#include "core/installs/pristine.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
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
    Q_DECLARE_TR_FUNCTIONS(portico::CommitInstall)
};

/** Every name in installs/ that an id could meet, whatever it is. */
QList<InstallId> takenIds(const Library &library)
{
    QList<InstallId> ids;
    for (const QString &name :
         QDir(library.installs())
             .entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System)) {
        if (const auto id = InstallId::fromString(name.toLower()))
            ids += *id;
    }
    return ids;
}

quint16 givePort(const Library &library, std::optional<quint16> wanted, const JobContext &job)
{
    const QList<Install> installs = listInstalls(library).installs;
    if (!wanted)
        return nextUnusedPort(installs);
    const auto other = std::find_if(installs.begin(), installs.end(), [&](const Install &install) {
        return install.port == *wanted;
    });
    if (other != installs.end())
        job.log(Text::tr("Port %1 is also the port of “%2”: only one of them can run at a time.")
                    .arg(*wanted)
                    .arg(other->name));
    return *wanted;
}

} // namespace

Result<Install> commitInstall(const Library &library, StagingDir &staging, Install install,
                              std::optional<quint16> port, const JobContext &job)
{
    const QString generation =
        staging.path() + u'/' + generationFolderName(install.currentGeneration);
    if (!install.isAdopted() && QFileInfo(generation).isDir()) {
        const auto kept = keepPristine(generation, job);
        if (!kept)
            return kept.error();
    }
    // The long part of the commit, so that the lock is short.
    const auto synced = syncTree(staging.path(), job);
    if (!synced)
        return synced.error();
    const auto lock =
        FileLock::lock(library.libraryLock(), Text::tr("adding “%1”").arg(install.name), job);
    if (!lock)
        return lock.error();
    install.id = InstallId::fromName(install.name, takenIds(library));
    install.port = givePort(library, port, job);
    const auto saved = saveInstallIn(staging.path(), install);
    if (!saved)
        return saved.error();
    const auto committed = staging.commit(library.installFolder(install.id), job);
    if (!committed)
        return committed.error();
    return install;
}

} // namespace portico
