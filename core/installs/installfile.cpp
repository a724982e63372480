// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/installfile.h"

#include "core/base/lists.h"
#include "core/io/documentfile.h"
#include "core/io/filelock.h"

#include <QCoreApplication>
#include <QDir>
#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::InstallFile)
};

constexpr quint16 kFirstPort = 8188;
constexpr int kLockTries = 500;
constexpr auto kLockPause = 20ms;
constexpr auto kSchemaKey = "schema"_L1;

DocumentFile documentIn(const QString &folder)
{
    return DocumentFile(folder + "/install.json"_L1, kInstallSchema);
}

Error noSuchInstall(const Library &library, const QString &text, const QStringList &there)
{
    const QString known = there.isEmpty() ? Text::tr("There is no install yet.")
                                          : Text::tr("The installs are: %1.").arg(listed(there));
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There is no install “%1” in %2.")
                           .arg(text, QDir::toNativeSeparators(library.root())),
            .nextStep = known,
            .detail = {}};
}

/** Of two facts that disagree, what exists wins: a listed generation whose folder is gone gives way
 *  to the newest that is there. */
void preferExistingGeneration(const Library &library, Install &install)
{
    if (install.isAdopted()
        || QDir(library.generationFolder(install.id, install.currentGeneration)).exists())
        return;
    int newest = 0;
    for (const Generation &generation : install.generations) {
        if (QDir(library.generationFolder(install.id, generation.number)).exists())
            newest = std::max(newest, generation.number);
    }
    if (newest > 0)
        install.currentGeneration = newest;
}

Result<FileLock> lockForChange(const QString &path)
{
    for (int attempt = 1;; ++attempt) {
        Result<FileLock> lock = FileLock::tryLock(path, Text::tr("changing an install"));
        if (lock || lock.error().code != ErrorCode::Busy || attempt == kLockTries)
            return lock;
        QThread::msleep(kLockPause.count());
    }
}

} // namespace

Result<Install> loadInstall(const Library &library, const InstallId &id)
{
    const auto document = documentIn(library.installFolder(id)).load();
    if (!document)
        return document.error();
    if (document->origin == LoadedDocument::Origin::Nothing) {
        return document->problem ? *document->problem : noSuchInstall(library, id.toString(), {});
    }
    QJsonObject content = document->content;
    content.remove(kSchemaKey);
    Result<Install> install = installFromJson(id, content);
    if (!install) {
        return install.error().inContext(
            Text::tr("The file %1 of the install “%2” cannot be used.")
                .arg(QDir::toNativeSeparators(library.installFile(id)), id.toString()));
    }
    install->schema = std::max(document->schema, kInstallSchema);
    preferExistingGeneration(library, *install);
    return install;
}

Result<> saveInstallIn(const QString &installFolder, const Install &install)
{
    if (install.isReadOnly()) {
        return Error{.code = ErrorCode::ReadOnly,
                     .message = Text::tr("The settings of “%1” were written by a newer Portico and "
                                         "are not changed by this one.")
                                    .arg(install.name),
                     .nextStep = Text::tr("Update Portico, then try again."),
                     .detail = {}};
    }
    return documentIn(installFolder).save(toJson(install));
}

Result<> saveInstall(const Library &library, const Install &install)
{
    return saveInstallIn(library.installFolder(install.id), install);
}

Result<Install> updateInstall(const Library &library, const InstallId &id,
                              const std::function<void(Install &)> &change)
{
    if (!QDir(library.installFolder(id)).exists())
        return noSuchInstall(library, id.toString(), {});
    const auto lock = lockForChange(library.installLock(id));
    if (!lock)
        return lock.error();
    Result<Install> install = loadInstall(library, id);
    if (!install)
        return install;
    const Install before = *install;
    change(*install);
    install->id = id;
    if (*install == before)
        return install;
    const auto saved = saveInstall(library, *install);
    if (!saved)
        return saved.error();
    return install;
}

QList<InstallId> installIds(const Library &library)
{
    QList<InstallId> ids;
    const QStringList names =
        QDir(library.installs()).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks);
    for (const QString &name : names) {
        if (const auto id = InstallId::fromString(name))
            ids += *id;
    }
    return ids;
}

InstallList listInstalls(const Library &library)
{
    InstallList list;
    for (const InstallId &id : installIds(library)) {
        const auto install = loadInstall(library, id);
        if (install)
            list.installs += *install;
        else
            list.broken += BrokenInstall{id, install.error()};
    }
    std::stable_sort(list.installs.begin(), list.installs.end(),
                     [](const Install &a, const Install &b) {
                         return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
                     });
    return list;
}

Result<Install> findInstall(const Library &library, const QString &idOrName)
{
    const auto id = InstallId::fromString(idOrName);
    if (id && QDir(library.installFolder(*id)).exists())
        return loadInstall(library, *id);
    QStringList there;
    for (const Install &install : listInstalls(library).installs) {
        if (install.name == idOrName)
            return install;
        there += install.id.toString();
    }
    return noSuchInstall(library, idOrName, there);
}

quint16 nextUnusedPort(const QList<Install> &installs)
{
    quint16 port = kFirstPort;
    const auto isUsed = [&](const Install &install) { return install.port == port; };
    while (std::any_of(installs.begin(), installs.end(), isUsed))
        ++port;
    return port;
}

} // namespace portico
