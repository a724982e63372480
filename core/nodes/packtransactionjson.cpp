// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packtransaction.h"

#include <QDir>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

bool isCleanAbsolute(const QString &path)
{
    return QDir::isAbsolutePath(path) && QDir::cleanPath(path) == path;
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
    return QJsonObject{{u"before"_s, change->before},
                       {u"after"_s, change->after},
                       {u"takesDatabase"_s, change->takesDatabase}};
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
        transaction.generation =
            GenerationChange{.before = generation["before"_L1].toInt(),
                             .after = generation["after"_L1].toInt(),
                             .takesDatabase = generation["takesDatabase"_L1].toBool()};
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

} // namespace portico
