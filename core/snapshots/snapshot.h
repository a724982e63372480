// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/statekeeper.h"
#include "core/nodes/recordedpack.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <optional>

namespace portico {

/** The version of a snapshot's content that this program writes. */
inline constexpr int kSnapshotSchema = 1;

/** Which ComfyUI it was, and on which Python. */
struct RecordedRuntime
{
    int generation = 0; ///< its number in that install
    BundleLayout layout = BundleLayout::Anymatix;
    QString platform{}; ///< "linux-x64"
    QString comfyVersion{};
    QString pythonVersion{};
    QString torchVersion{};
    QString accelerator{};
    BundleOrigin origin{};
    QString repository{}; ///< of a composed one
    QString commit{};
    /** Of the names and content of its files, or of what it was composed of; null: nobody knows. */
    Sha256 identity{};

    friend bool operator==(const RecordedRuntime &, const RecordedRuntime &) = default;
};

/** An isolated environment and what it was made of. */
struct RecordedEnv
{
    QString name{};
    QString pack{};
    QString folder{}; ///< of comfy-env.toml, inside the pack
    QString engine{}; ///< "uv", "pixi"; empty: comfy-env itself built it, or nobody
    QString python{};
    QString comfyEnv{}; ///< version
    QString tag{};
    Sha256 config{}; ///< of comfy-env.toml
    QString lock{};  ///< its packages with hashes, as far as they are known
    bool isThere = false;

    friend bool operator==(const RecordedEnv &, const RecordedEnv &) = default;
};

/** All that a snapshot says of an install. Models, pictures and users' files are no part of it. */
struct SnapshotContent
{
    RecordedRuntime runtime{};
    QList<RecordedPack> packs{};
    RecordedLayer layer{};
    QStringList leftOut{}; ///< choices: core/python/leftout.h
    std::optional<ExtrasProfile> extras{};
    QList<RecordedEnv> environments{};
    QJsonObject settings{}; ///< settingsJson() without the two below
    QStringList arguments{};
    QStringList modelFolders{};

    friend bool operator==(const SnapshotContent &, const SnapshotContent &) = default;
};

/** A snapshot as it is kept: `<install>/snapshots/<id>.json`. */
struct Snapshot
{
    Sha256 id{}; ///< of the content: equal states have one snapshot
    SnapshotContent content{};
    QDateTime taken{};                      ///< when first
    QDateTime seen{};                       ///< when last
    KeepReason reason = KeepReason::ByHand; ///< of the last time
    QDateTime goodStart{}; ///< ComfyUI started well with it; not valid: nobody knows
    QString note{};
};

/** Twelve digits: what people are shown and type. */
QString shortId(const Sha256 &id);

QJsonObject toJson(const SnapshotContent &content);
Sha256 snapshotId(const QJsonObject &content);

/** Errors: Corrupt naming the part; Unsupported of a newer Portico. */
Result<SnapshotContent> snapshotContentFromJson(const QJsonObject &object);

QJsonObject toJson(const Snapshot &snapshot);
/** As above; Corrupt, too, where the content is not what its id says. */
Result<Snapshot> snapshotFromJson(const QJsonObject &object, const QString &file);

} // namespace portico
