// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/layerview.h"
#include "core/nodes/extras.h"
#include "core/nodes/packrecords.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace portico {

class JournalEntry;

/** One rename of a change. Its target is free when its turn has come. */
struct PackMove
{
    QString from;
    QString to;
    bool isFresh = false; ///< out of staging: undone, it goes for good

    friend bool operator==(const PackMove &, const PackMove &) = default;
};

/** The extras of an install where a change of packages makes others of them. */
struct ExtrasChange
{
    std::optional<ExtrasProfile> before{};
    std::optional<ExtrasProfile> after{};

    friend bool operator==(const ExtrasChange &, const ExtrasChange &) = default;
};

/** A person's choices, where a change takes them back: core/installs/settingsjson.h. */
struct InstallSettingsChange
{
    QJsonObject before{};
    QJsonObject after{};

    friend bool operator==(const InstallSettingsChange &, const InstallSettingsChange &) = default;
};

/** Another generation becomes the current one, with what goes with it: devicechoice.h. */
struct GenerationChange
{
    int before = 0;
    int after = 0;
    bool takesDatabase = false; ///< a copy of the other's, which an undo removes: carrydatabase.h

    friend bool operator==(const GenerationChange &, const GenerationChange &) = default;
};

/** All that a change of packs does to an install, as its journal entry tells it: the same for the
 *  one who began and for the next start that finishes it or takes it back. */
struct PackTransaction
{
    InstallId id;
    QString title; ///< for people: "Foo, Bar"
    QList<PackMove> moves{};
    PackRecords before{};
    PackRecords after{};
    bool switchesLayer = false;
    QString layerAfter{};
    std::optional<ExtrasChange> extras{};
    std::optional<InstallSettingsChange> settings{};
    std::optional<GenerationChange> generation{};
    QStringList patches{}; ///< files written for it beforehand, which an undo removes
    QStringList rubbish{}; ///< folders among the kept ones that go once all is done
};

inline constexpr auto kPacksOperation = "packs"; ///< of the journal
inline constexpr auto kPacksMoved = "moved";     ///< from this step on it goes forward
inline constexpr auto kPacksUndoing = "undoing"; ///< and from this one back

QJsonObject toJson(const PackTransaction &transaction);
/** Nothing for what makes no sense. */
std::optional<PackTransaction> packTransactionFromJson(const QJsonObject &object,
                                                       const Library &library);

/**
 * The whole change under a journal entry: renames, records, extras, layer. Wholly done or wholly
 * undone, whenever it ends. Of the layer only the switch is left to do where its view is prepared,
 * else all of it. Blocking. Errors: those of the renames, of writePackRecords, prepareView and
 * switchToView.
 */
Result<> commitPacks(const Library &library, const PackTransaction &transaction,
                     std::optional<PreparedView> view, const JobContext &job);

/** The renames that were done, in reverse, and records and extras as they were. May be repeated. */
Result<> takeBackPacks(const Library &library, const PackTransaction &transaction,
                       JournalEntry &journal);

/** Records, extras and layer, once all renames are done. May be repeated. */
Result<> finishPacks(const Library &library, const PackTransaction &transaction,
                     std::optional<PreparedView> view, const JobContext &job);

} // namespace portico
