// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/switchgeneration.h"

#include "core/base/lists.h"
#include "core/installs/carrydatabase.h"
#include "core/installs/devicechoice.h"
#include "core/installs/installfile.h"
#include "core/installs/layerview.h"
#include "core/installs/statekeeper.h"
#include "core/io/filelock.h"
#include "core/io/journal.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SwitchGeneration)
};

QString numbersOf(const Install &install)
{
    QStringList numbers;
    for (const Generation &generation : install.generations)
        numbers += QString::number(generation.number);
    return listedWithAnd(numbers);
}

Error noSuchGeneration(const Install &install, int number)
{
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("“%1” has no generation %2.").arg(install.name).arg(number),
            .nextStep = Text::tr("It has: %1.").arg(numbersOf(install)),
            .detail = {}};
}

Error isRunning(const Install &install)
{
    return {
        .code = ErrorCode::Busy,
        .message =
            Text::tr("“%1” is running, so its generation is not changed now.").arg(install.name),
        .nextStep = Text::tr("Stop it, then try again."),
        .detail = {}};
}

Error filesGone(const Library &library, const Install &install, const Generation &generation)
{
    const QString folder = library.generationFolder(install.id, generation.number);
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("Generation %1 of “%2” is not whole any more: %3 has no Python or "
                                "no ComfyUI.")
                           .arg(generation.number)
                           .arg(install.name, QDir::toNativeSeparators(folder)),
            .nextStep = Text::tr("Choose another generation, or update to that version anew."),
            .detail = {}};
}

/** Node packs stay as they are now, the packages are those of the other generation. */
QString layerRemark(const Install &before, const Install &after)
{
    const Generation *const from = before.generation();
    if (!from || from->layer == after.generation()->layer)
        return {};
    return Text::tr("Its packages for node packs are those that it had when it was left. If node "
                    "packs were changed since: porticoctl nodes apply %1.")
        .arg(after.id.toString());
}

/** Its layer's view, before install.json names it; else its next start would make it. */
Result<> bringView(const Library &library, Install install, int number, const JobContext &job)
{
    install.currentGeneration = number;
    return ensureView(library, install, job);
}

Result<Install> writeSwitch(const Library &library, const Install &install, int number)
{
    bool isListed = false;
    Result<Install> after = updateInstall(library, install.id, [&](Install &changed) {
        isListed = findGeneration(changed, number) != nullptr;
        if (isListed)
            makeCurrent(changed, number);
    });
    if (after && !isListed) // it was pruned a moment ago
        return noSuchGeneration(*after, number);
    return after;
}

Result<Install> carryAndSwitch(const Library &library, const Install &install, int number,
                               const JobContext &job)
{
    if (!needsDatabase(library, install, number))
        return writeSwitch(library, install, number);
    auto journal =
        Journal(library.journal()).begin(databaseOperation(), databaseInputs(install.id, number));
    if (!journal)
        return journal.error();
    Result<Install> after = Install{};
    const Result<> carried = carryDatabase(library, install, number, job);
    after = carried ? writeSwitch(library, install, number) : carried.error();
    if (!after) {
        if (const auto dropped = dropDatabase(library, install.id, number, job); !dropped)
            job.log(dropped.error().message);
    }
    if (const auto finished = journal->finish(); !finished)
        job.log(finished.error().message);
    return after;
}

} // namespace

const Generation *findGeneration(const Install &install, int number)
{
    const auto found =
        std::find_if(install.generations.begin(), install.generations.end(),
                     [number](const Generation &one) { return one.number == number; });
    return found == install.generations.end() ? nullptr : &*found;
}

bool isWholeGeneration(const Library &library, const InstallId &id, const Generation &generation)
{
    const QDir folder(library.generationFolder(id, generation.number));
    return QFileInfo(folder.filePath(generation.python)).isFile()
        && QFileInfo(folder.filePath(generation.comfyFolder + "/main.py"_L1)).isFile();
}

Result<int> generationBefore(const Install &install)
{
    int before = 0;
    for (const Generation &generation : install.generations) {
        if (generation.number < install.currentGeneration)
            before = std::max(before, generation.number);
    }
    if (before > 0)
        return before;
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("“%1” has no older generation than %2.")
                                .arg(install.name)
                                .arg(install.currentGeneration),
                 .nextStep = Text::tr("It has: %1.").arg(numbersOf(install)),
                 .detail = {}};
}

Result<GenerationSwitch> switchGenerationHeld(const Library &library, const InstallId &id,
                                              int number, const JobContext &job)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    if (install->isAdopted())
        return hasNoGenerations(*install);
    const Generation *const target = findGeneration(*install, number);
    if (!target)
        return noSuchGeneration(*install, number);
    GenerationSwitch outcome{.install = *install, .before = install->currentGeneration};
    if (number == install->currentGeneration)
        return outcome;
    if (!isWholeGeneration(library, id, *target))
        return filesGone(library, *install, *target);
    if (const auto view = bringView(library, *install, number, job); !view)
        return view.error();
    const Result<Install> after = carryAndSwitch(library, *install, number, job);
    if (!after)
        return after.error();
    outcome.install = *after;
    if (const QString remark = layerRemark(*install, *after); !remark.isEmpty())
        outcome.remarks += remark;
    return outcome;
}

Result<GenerationSwitch> switchGeneration(const Library &library, const InstallId &id, int number,
                                          const StateKeeper *keeper, const JobContext &job)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    const Result<FileLock> session =
        FileLock::tryLock(library.sessionLock(id), Text::tr("changing the generation"));
    if (!session)
        return session.error().code == ErrorCode::Busy ? isRunning(*install) : session.error();
    if (install->currentGeneration != number && findGeneration(*install, number)) {
        const Result<> kept = keepState(keeper, *install, KeepReason::Rollback, job);
        if (!kept)
            return kept.error();
    }
    return switchGenerationHeld(library, id, number, job);
}

Error hasNoGenerations(const Install &install)
{
    return {.code = ErrorCode::Unsupported,
            .message = Text::tr("“%1” is a folder of your own: it is not kept in generations.")
                           .arg(install.name),
            .nextStep = Text::tr("Update it the way you installed it, or install ComfyUI with "
                                 "Portico."),
            .detail = {}};
}

Result<Install> pinGeneration(const Library &library, const InstallId &id, int number, Pin pin)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install;
    if (!findGeneration(*install, number))
        return noSuchGeneration(*install, number);
    return updateInstall(library, id, [&](Install &changed) {
        for (Generation &generation : changed.generations) {
            if (generation.number == number)
                generation.isPinned = pin == Pin::Set;
        }
    });
}

} // namespace portico
