// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/carrydatabase.h"

#include "core/installs/installfile.h"
#include "core/io/file.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CarryDatabase)
};

QString databaseFolder(const Library &library, const InstallId &id, int number)
{
    return QFileInfo(library.databaseFile(id, number)).path();
}

} // namespace

bool needsDatabase(const Library &library, const Install &install, int number)
{
    return install.currentGeneration < number
        && !QFileInfo::exists(library.databaseFile(install.id, number))
        && QFileInfo(library.databaseFile(install.id, install.currentGeneration)).isFile();
}

Result<> carryDatabase(const Library &library, const Install &install, int number,
                       const JobContext &job)
{
    const Result<StagingDir> staging = StagingDir::create(
        library.staging(), Text::tr("copying the database of “%1”").arg(install.name));
    if (!staging)
        return staging.error();
    const QString copy = staging->path() + "/db"_L1;
    // With what SQLite keeps beside it: together they are its state, wherever ComfyUI ended.
    const Result<CloneSummary> cloned =
        cloneTree({.from = databaseFolder(library, install.id, install.currentGeneration),
                   .to = copy,
                   .sharing = Sharing::Reflink,
                   .wants = [](QStringView path) { return !path.endsWith(u".lock"); },
                   .step = {}},
                  job);
    if (!cloned)
        return cloned.error();
    if (const auto synced = syncTree(copy, job); !synced)
        return synced;
    const QString place = databaseFolder(library, install.id, number);
    if (const auto removed = removeTree(place, job); !removed) // there is no database in it
        return removed;
    if (const auto made = makeFolder(QFileInfo(place).path()); !made)
        return made;
    return renameDurably(copy, place, IfExists::Refuse, job);
}

Result<> dropDatabase(const Library &library, const InstallId &id, int number,
                      const JobContext &job)
{
    return removeTree(databaseFolder(library, id, number), job);
}

QString databaseOperation()
{
    return u"carry-database"_s;
}

QJsonObject databaseInputs(const InstallId &id, int number)
{
    return {{u"install"_s, id.toString()}, {u"generation"_s, number}};
}

Result<bool> recoverDatabase(const Library &library, const QJsonObject &inputs,
                             const JobContext &job)
{
    const auto id = InstallId::fromString(inputs.value("install"_L1).toString());
    const int number = inputs.value("generation"_L1).toInt();
    if (!id || number < 1 || !QFileInfo::exists(library.installFile(*id)))
        return false; // the install is no more
    const Result<Install> install = loadInstall(library, *id);
    if (!install)
        return install.error();
    if (install->currentGeneration == number
        || !QFileInfo::exists(databaseFolder(library, *id, number)))
        return false;
    const Result<> dropped = dropDatabase(library, *id, number, job);
    return dropped ? Result<bool>(true) : dropped.error();
}

} // namespace portico
