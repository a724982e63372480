// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/python/planlayer.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace portico {

class Library;
struct Install;

/**
 * A set of packages for an install besides what its packs need: they take part in its plans as a
 * pack named "extras". What cannot be had on this computer is left out and said, not failed.
 */
struct ExtrasProfile
{
    QString name;
    QStringList packages{}; ///< requirements, as in requirements.txt
    QStringList strip{};    ///< taken out of the graph, besides the torch family
    QStringList files{};    ///< wheels and source archives of this computer, absolute
    QStringList pending{};  ///< of `packages`: remembered, and in no layer that was made since

    bool isEmpty() const { return packages.isEmpty() && files.isEmpty(); }
    friend bool operator==(const ExtrasProfile &, const ExtrasProfile &) = default;
};

/** The ready set: image and mask models' packages, colour, metadata, and what many packs use. */
ExtrasProfile readyExtras();

/** "extras": the pack that plans show. */
QString extrasPackName();
/** Which of them a pack of a plan stands for while it is made; empty: it is a pack. */
QString extraOf(const QString &pack);

/**
 * A profile: `{"name": "...", "packages": ["timm", ...], "strip": [...], "files": ["x.whl", ...]}`;
 * files are relative to it. Errors: NotFound, InvalidInput naming the key or line.
 */
Result<ExtrasProfile> readExtrasProfile(const QString &path);

/** What an install has; nothing where it has none. Errors: those of readExtrasProfile(). */
Result<std::optional<ExtrasProfile>> readExtras(const Library &library, const Install &install);

/** `<install>/extras.json`; nothing: it goes away. */
Result<> writeExtras(const Library &library, const InstallId &id,
                     const std::optional<ExtrasProfile> &profile);

/** After a layer was made for all of them, or said why it has not: nothing is pending any more. */
Result<> settleExtras(const Library &library, const Install &install);

QJsonObject toJson(const ExtrasProfile &profile);
/** What makes no sense is not there. */
ExtrasProfile extrasFromJson(const QJsonObject &object);

/** Copies the profile's own wheels into the store, where layers are built from. Blocking. */
Result<> storeExtraWheels(const Library &library, const ExtrasProfile &profile);

/**
 * Its packages as needs, each on its own, so that one that cannot be had takes no other along.
 * Errors: InvalidInput for what is no requirement.
 */
Result<QList<LayerNeeds>> extrasNeeds(const ExtrasProfile &profile);

/** Makes the extras of a plan one pack again; those that cannot be had become remarks with the
 *  reason. Pure. */
void gatherExtras(LayerPlan &plan);

} // namespace portico
