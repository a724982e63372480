// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packtransaction.h"

#include "core/installs/carrydatabase.h"
#include "core/installs/devicechoice.h"
#include "core/installs/installfile.h"
#include "core/installs/settingsjson.h"
#include "core/installs/switchlayer.h"
#include "core/io/file.h"
#include "core/io/journal.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PackTransaction)
};

bool isThere(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink();
}

/** Whether it fits what is on the disk that just the first `count` moves were done: what they moved
 *  is there, unless one of them moved it on, and the next target is free. */
bool areDone(const QList<PackMove> &moves, qsizetype count)
{
    const auto isMovedOn = [&](qsizetype first) {
        return std::any_of(moves.begin() + first + 1, moves.begin() + count,
                           [&](const PackMove &later) { return later.from == moves[first].to; });
    };
    for (qsizetype i = 0; i < count; ++i) {
        if (!isThere(moves[i].to) && !isMovedOn(i))
            return false;
    }
    return count == moves.size() || !isThere(moves[count].to);
}

/** How many of the moves were done: each target was free before its move. */
qsizetype movesDone(const QList<PackMove> &moves)
{
    qsizetype count = moves.size();
    while (count > 0 && !areDone(moves, count))
        --count;
    return count;
}

Result<> doMoves(const PackTransaction &transaction, const JobContext &job)
{
    for (const PackMove &move : transaction.moves) {
        if (const auto made = makeFolder(QFileInfo(move.to).path()); !made)
            return made;
        const auto moved = renameDurably(move.from, move.to, IfExists::Refuse, job);
        if (!moved)
            return moved;
    }
    return {};
}

/** Leaves in one step, so that none is ever there by half; what is not deleted when this ends is
 *  swept by the next start. */
Result<> discard(const Library &library, const QString &folder, const JobContext &job)
{
    const Result<StagingDir> staging =
        StagingDir::create(library.staging(), Text::tr("deleting node packs"));
    if (!staging)
        return staging.error();
    return renameDurably(folder, staging->path() + "/pack"_L1, IfExists::Refuse, job);
}

Result<QString> currentLayer(const Library &library, const InstallId &id)
{
    const Result<Install> install = loadInstall(library, id);
    if (!install)
        return install.error();
    const Generation *const generation = install->generation();
    return generation ? generation->layer : QString();
}

Result<> undoMoves(const Library &library, const PackTransaction &transaction,
                   const JobContext &job)
{
    for (qsizetype i = movesDone(transaction.moves); i > 0; --i) {
        const PackMove &move = transaction.moves.at(i - 1);
        const auto undone = move.isFresh ? discard(library, move.to, job)
                                         : renameDurably(move.to, move.from, IfExists::Refuse, job);
        if (!undone)
            return undone;
    }
    for (const QString &patch : transaction.patches)
        (void)removeDurably(patch); // one that stays harms nobody
    return {};
}

Result<> writeExtrasOf(const Library &library, const PackTransaction &transaction,
                       std::optional<ExtrasProfile> ExtrasChange::*which)
{
    return transaction.extras ? writeExtras(library, transaction.id, (*transaction.extras).*which)
                              : Result<>();
}

Result<> writeGeneration(const Library &library, const InstallId &id, int number)
{
    const Result<Install> written =
        updateInstall(library, id, [&](Install &install) { makeCurrent(install, number); });
    return written ? Result<>() : written.error();
}

/** Its copy of the database is there before it is the current one. */
Result<> goToGeneration(const Library &library, const PackTransaction &transaction,
                        const JobContext &job)
{
    if (!transaction.generation)
        return {};
    const int number = transaction.generation->after;
    if (transaction.generation->takesDatabase) {
        const Result<Install> install = loadInstall(library, transaction.id);
        if (!install)
            return install.error();
        const Result<> carried = needsDatabase(library, *install, number)
            ? carryDatabase(library, *install, number, job)
            : Result<>();
        if (!carried)
            return carried;
    }
    return writeGeneration(library, transaction.id, number);
}

/** The other way round: nobody has used that copy. */
Result<> goBackFromGeneration(const Library &library, const PackTransaction &transaction)
{
    if (!transaction.generation)
        return {};
    const Result<> written =
        writeGeneration(library, transaction.id, transaction.generation->before);
    if (!written || !transaction.generation->takesDatabase)
        return written;
    return dropDatabase(library, transaction.id, transaction.generation->after, {});
}

Result<> writeSettingsOf(const Library &library, const PackTransaction &transaction,
                         QJsonObject InstallSettingsChange::*which)
{
    if (!transaction.settings)
        return {};
    std::optional<Error> problem;
    const Result<Install> written = updateInstall(library, transaction.id, [&](Install &install) {
        const Result<Install> changed = withSettings(install, (*transaction.settings).*which);
        if (changed)
            install = *changed;
        else
            problem = changed.error();
    });
    if (problem)
        return *problem;
    return written ? Result<>() : written.error();
}

Result<> makeAllKnown(const Library &library, const PackTransaction &transaction,
                      std::optional<PreparedView> view, const JobContext &job)
{
    auto written = writePackRecords(library, transaction.id, transaction.after);
    if (written)
        written = writeExtrasOf(library, transaction, &ExtrasChange::after);
    if (written)
        written = goToGeneration(library, transaction, job);
    if (written) // the last word about what goes with an accelerator
        written = writeSettingsOf(library, transaction, &InstallSettingsChange::after);
    if (!written || !transaction.switchesLayer)
        return written;
    const Result<QString> layer = currentLayer(library, transaction.id);
    if (!layer)
        return layer.error();
    if (*layer == transaction.layerAfter)
        return {};
    const Result<Install> switched = view
        ? switchToView(library, transaction.id, std::move(*view), job)
        : switchLayer(library, transaction.id, transaction.layerAfter, job);
    return switched ? Result<>() : switched.error();
}

} // namespace

Result<> finishPacks(const Library &library, const PackTransaction &transaction,
                     std::optional<PreparedView> view, const JobContext &job)
{
    const Result<> known = makeAllKnown(library, transaction, std::move(view), job);
    if (!known)
        return known;
    for (const QString &folder : transaction.rubbish) {
        const Result<> gone = isThere(folder) ? discard(library, folder, {}) : Result<>();
        if (!gone)
            job.log(gone.error().message); // one that stays harms nobody
    }
    return {};
}

Result<> commitPacks(const Library &library, const PackTransaction &transaction,
                     std::optional<PreparedView> view, const JobContext &job)
{
    Result<JournalEntry> journal =
        Journal(library.journal()).begin(QString::fromLatin1(kPacksOperation), toJson(transaction));
    if (!journal)
        return journal.error();
    Result<> done = doMoves(transaction, job);
    if (done)
        done = journal->setStep(QString::fromLatin1(kPacksMoved));
    if (done)
        done = finishPacks(library, transaction, std::move(view), job);
    if (!done) {
        const auto undone = takeBackPacks(library, transaction, *journal);
        if (!undone) { // the next start goes on with it
            job.log(undone.error().message);
            return done;
        }
    }
    const auto finished = journal->finish();
    if (!finished)
        job.log(finished.error().message);
    return done;
}

Result<> takeBackPacks(const Library &library, const PackTransaction &transaction,
                       JournalEntry &journal)
{
    if (journal.record().step == QLatin1StringView(kPacksMoved)) {
        const auto turned = journal.setStep(QString::fromLatin1(kPacksUndoing));
        if (!turned)
            return turned;
    }
    // Also after a cancel.
    auto undone = undoMoves(library, transaction, {});
    if (undone)
        undone = writeExtrasOf(library, transaction, &ExtrasChange::before);
    if (undone)
        undone = goBackFromGeneration(library, transaction);
    if (undone)
        undone = writeSettingsOf(library, transaction, &InstallSettingsChange::before);
    return undone ? writePackRecords(library, transaction.id, transaction.before) : undone;
}

} // namespace portico
