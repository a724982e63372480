// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packtransaction.h"

#include "core/installs/installfile.h"
#include "core/installs/settingsjson.h"
#include "core/installs/switchlayer.h"
#include "core/io/file.h"
#include "core/io/journal.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/platform/durable.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

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

/** What came out of staging has no place to go back to. */
Result<> discard(const Library &library, const QString &folder, const JobContext &job)
{
    const Result<StagingDir> staging =
        StagingDir::create(library.staging(), Text::tr("removing an unfinished node pack"));
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

bool isCleanAbsolute(const QString &path)
{
    return QDir::isAbsolutePath(path) && QDir::cleanPath(path) == path;
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

QJsonValue extrasJson(const std::optional<ExtrasProfile> &extras)
{
    return extras ? QJsonValue(toJson(*extras)) : QJsonValue();
}

std::optional<ExtrasProfile> extrasOf(const QJsonValue &value)
{
    return value.isObject() ? std::optional(extrasFromJson(value.toObject())) : std::nullopt;
}

QJsonValue changeJson(const std::optional<ExtrasChange> &change)
{
    if (!change)
        return {};
    return QJsonObject{{u"before"_s, extrasJson(change->before)},
                       {u"after"_s, extrasJson(change->after)}};
}

Result<> writeExtrasOf(const Library &library, const PackTransaction &transaction,
                       std::optional<ExtrasProfile> ExtrasChange::*which)
{
    return transaction.extras ? writeExtras(library, transaction.id, (*transaction.extras).*which)
                              : Result<>();
}

QJsonValue changeJson(const std::optional<InstallSettingsChange> &change)
{
    if (!change)
        return {};
    return QJsonObject{{u"before"_s, change->before}, {u"after"_s, change->after}};
}

QJsonValue changeJson(const std::optional<GenerationChange> &change)
{
    if (!change)
        return {};
    return QJsonObject{{u"before"_s, change->before}, {u"after"_s, change->after}};
}

Result<> writeGenerationOf(const Library &library, const PackTransaction &transaction,
                           int GenerationChange::*which)
{
    if (!transaction.generation)
        return {};
    const Result<Install> written = updateInstall(library, transaction.id, [&](Install &install) {
        install.currentGeneration = (*transaction.generation).*which;
    });
    return written ? Result<>() : written.error();
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

} // namespace

QJsonObject toJson(const PackTransaction &transaction)
{
    QJsonArray moves;
    for (const PackMove &move : transaction.moves)
        moves.append(
            QJsonObject{{u"from"_s, move.from}, {u"to"_s, move.to}, {u"isFresh"_s, move.isFresh}});
    return {{u"id"_s, transaction.id.toString()},
            {u"title"_s, transaction.title},
            {u"moves"_s, moves},
            {u"before"_s, toJson(transaction.before)},
            {u"after"_s, toJson(transaction.after)},
            {u"switchesLayer"_s, transaction.switchesLayer},
            {u"layerAfter"_s, transaction.layerAfter},
            {u"extras"_s, changeJson(transaction.extras)},
            {u"settings"_s, changeJson(transaction.settings)},
            {u"generation"_s, changeJson(transaction.generation)},
            {u"patches"_s, QJsonArray::fromStringList(transaction.patches)},
            {u"rubbish"_s, QJsonArray::fromStringList(transaction.rubbish)}};
}

std::optional<PackTransaction> packTransactionFromJson(const QJsonObject &object,
                                                       const Library &library)
{
    const auto id = InstallId::fromString(object.value("id"_L1).toString());
    if (!id)
        return std::nullopt;
    const QString kept = keptPacksFolder(library, *id);
    PackTransaction transaction{
        .id = *id,
        .title = object.value("title"_L1).toString(),
        .before = packRecordsFromJson(object.value("before"_L1).toObject(), kept),
        .after = packRecordsFromJson(object.value("after"_L1).toObject(), kept),
        .switchesLayer = object.value("switchesLayer"_L1).toBool(),
        .layerAfter = object.value("layerAfter"_L1).toString()};
    if (const QJsonValue extras = object.value("extras"_L1); extras.isObject())
        transaction.extras = ExtrasChange{.before = extrasOf(extras["before"_L1]),
                                          .after = extrasOf(extras["after"_L1])};
    if (const QJsonValue generation = object.value("generation"_L1); generation.isObject())
        transaction.generation = GenerationChange{.before = generation["before"_L1].toInt(),
                                                  .after = generation["after"_L1].toInt()};
    if (const QJsonValue settings = object.value("settings"_L1); settings.isObject())
        transaction.settings = InstallSettingsChange{.before = settings["before"_L1].toObject(),
                                                     .after = settings["after"_L1].toObject()};
    const QJsonArray moves = object.value("moves"_L1).toArray();
    for (const QJsonValue value : moves) {
        const QJsonObject move = value.toObject();
        transaction.moves += PackMove{.from = move.value("from"_L1).toString(),
                                      .to = move.value("to"_L1).toString(),
                                      .isFresh = move.value("isFresh"_L1).toBool()};
        if (!isCleanAbsolute(transaction.moves.constLast().from)
            || !isCleanAbsolute(transaction.moves.constLast().to))
            return std::nullopt;
    }
    const auto takeKept = [&](QLatin1StringView key, QStringList &paths) {
        const QJsonArray list = object.value(key).toArray();
        for (const QJsonValue value : list)
            paths += value.toString();
        return std::all_of(paths.begin(), paths.end(), [&](const QString &path) {
            return path.startsWith(kept + u'/') && isCleanAbsolute(path);
        });
    };
    if (!takeKept("patches"_L1, transaction.patches)
        || !takeKept("rubbish"_L1, transaction.rubbish))
        return std::nullopt;
    return transaction;
}

namespace {

Result<> makeAllKnown(const Library &library, const PackTransaction &transaction,
                      std::optional<PreparedView> view, const JobContext &job)
{
    auto written = writePackRecords(library, transaction.id, transaction.after);
    if (written)
        written = writeExtrasOf(library, transaction, &ExtrasChange::after);
    if (written)
        written = writeSettingsOf(library, transaction, &InstallSettingsChange::after);
    if (written)
        written = writeGenerationOf(library, transaction, &GenerationChange::after);
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
        if (const Result<> removed = removeTree(folder, {}); !removed)
            job.log(removed.error().message); // one that stays harms nobody
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
        undone = writeGenerationOf(library, transaction, &GenerationChange::before);
    if (undone)
        undone = writeSettingsOf(library, transaction, &InstallSettingsChange::before);
    return undone ? writePackRecords(library, transaction.id, transaction.before) : undone;
}

} // namespace portico
