// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/keptgenerations.h"

#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/pristine.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"
#include "core/io/tree.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::KeptGenerations)
};

Error noSuch(const Install &install, int number)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("“%1” has no generation %2.").arg(install.name).arg(number),
            .nextStep = Text::tr("Look at those that are there."),
            .detail = {}};
}

Error isNeeded(const Install &install, int number)
{
    return {.code = ErrorCode::Busy,
            .message = Text::tr("Generation %1 of “%2” is in use or pinned, and stays.")
                           .arg(number)
                           .arg(install.name),
            .nextStep = Text::tr("Go to another one, or take its pin away."),
            .detail = {}};
}

bool isListed(const Install &install, int number)
{
    return std::any_of(install.generations.begin(), install.generations.end(),
                       [number](const Generation &each) { return each.number == number; });
}

Result<> removeFiles(const Library &library, const InstallId &id, int number, const JobContext &job)
{
    for (const QString &path : generationPaths(library, id, number)) {
        const Result<> removed = removeTree(path, job);
        if (!removed)
            return removed;
    }
    return {};
}

/** In one write; what became current or pinned a moment ago stays listed. */
Result<> unlist(const Library &library, const Install &install, int number)
{
    const Result<Install> after = updateInstall(library, install.id, [&](Install &changed) {
        changed.generations.removeIf([&](const Generation &each) {
            return each.number == number && !each.isPinned && number != changed.currentGeneration;
        });
    });
    if (!after)
        return after.error();
    return isListed(*after, number) ? Result<>(isNeeded(install, number)) : Result<>();
}

} // namespace

GenerationKeepers keepersOf(const Install &install, int number, const StoreRoots &roots)
{
    const auto isNewer = [number](const Generation &each) { return each.number > number; };
    const auto isPinned = [number](const Generation &each) {
        return each.number == number && each.isPinned;
    };
    const QList<Generation> &all = install.generations;
    return {.isCurrent = number == install.currentGeneration,
            .isPinned = std::any_of(all.begin(), all.end(), isPinned),
            .isRecent = std::count_if(all.begin(), all.end(), isNewer) < kKeptGenerations,
            .snapshots = roots.keepersOfGeneration(install.id, number)};
}

QStringList generationPaths(const Library &library, const InstallId &id, int number)
{
    const QString folder = library.generationFolder(id, number);
    return {folder, library.manifestFile(id, number), pristineFolder(folder),
            shippedAside(library, id, number), QFileInfo(library.databaseFile(id, number)).path()};
}

Result<> removeGeneration(const Library &library, const InstallId &id, int number,
                          const JobContext &job)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    if (!isListed(*install, number))
        return noSuch(*install, number);
    const Result<FileLock> session =
        FileLock::tryLock(library.sessionLock(id), Text::tr("removing an old generation"));
    if (!session)
        return session.error();
    auto journal =
        Journal(library.journal()).begin(generationOperation(), generationInputs(id, number));
    if (!journal)
        return journal.error();
    Result<> done = unlist(library, *install, number);
    if (done)
        done = removeFiles(library, id, number, job);
    const Result<Install> now = loadInstall(library, id);
    if (!done && now && !isListed(*now, number))
        return done; // the next start goes on with its files
    if (const auto finished = journal->finish(); !finished)
        job.log(finished.error().message);
    return done;
}

QString generationOperation()
{
    return u"generation"_s;
}

QJsonObject generationInputs(const InstallId &id, int number)
{
    return {{u"install"_s, id.toString()}, {u"generation"_s, number}};
}

Result<bool> recoverGeneration(const Library &library, const QJsonObject &inputs,
                               const JobContext &job)
{
    const auto id = InstallId::fromString(inputs.value("install"_L1).toString());
    const int number = inputs.value("generation"_L1).toInt();
    if (!id || number < 1 || !QFileInfo::exists(library.installFile(*id)))
        return false; // the install is no more
    const Result<Install> install = loadInstall(library, *id);
    if (!install)
        return install.error();
    const QStringList paths = generationPaths(library, *id, number);
    const bool isThere = std::any_of(paths.begin(), paths.end(),
                                     [](const QString &path) { return QFileInfo::exists(path); });
    if (isListed(*install, number) || !isThere)
        return false;
    const Result<> removed = removeFiles(library, *id, number, job);
    return removed ? Result<bool>(true) : removed.error();
}

} // namespace portico
