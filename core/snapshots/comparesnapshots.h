// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/snapshot.h"

namespace portico {

/** A part of a snapshot that can be restored by itself. */
enum class SnapshotPart {
    Runtime, ///< the generation: restored with all or not at all
    Packs,
    Layer,
    Environments,
    Settings,
    Arguments,
    Models, ///< which folders they are looked for in; never the models
};
QString snapshotPartName(SnapshotPart part); ///< "packs", "layer", ...: stable in JSON
std::optional<SnapshotPart> snapshotPartFromName(QStringView name);
QList<SnapshotPart> allSnapshotParts();

/** One difference. */
struct SnapshotChange
{
    SnapshotPart part = SnapshotPart::Packs;
    QString name{};   ///< of the pack, package, environment or setting
    QString before{}; ///< for people: "1.2.0, disabled"; empty: it was not there
    QString after{};

    friend bool operator==(const SnapshotChange &, const SnapshotChange &) = default;
};

/** What is different in `b`, part by part, sorted by name. Values of variables whose names speak of
 *  secrets are not told. Pure. */
QList<SnapshotChange> compareSnapshots(const SnapshotContent &a, const SnapshotContent &b);

QJsonObject toJson(const SnapshotChange &change);

/** "1.2.0 (abcdef1234), disabled". Pure. */
QString packText(const RecordedPack &pack);
/** "ComfyUI 0.33.0, Python 3.12.8, torch 2.9.1+cu130". Pure. */
QString runtimeText(const RecordedRuntime &runtime);

} // namespace portico
