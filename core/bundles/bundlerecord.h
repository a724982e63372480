// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/os.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>
#include <QUrl>

namespace portico {

/** A node pack in a bundle. */
struct BundledPack
{
    QString name;
    QString version{};
    QString commit{};
    QString registryId{};
    QUrl origin{};          ///< without secrets
    bool isChanged = false; ///< somebody edited it: it is not what that commit or version says

    friend bool operator==(const BundledPack &, const BundledPack &) = default;
};

/**
 * The content of `bundle.json`, at a bundle's top: what is in it and where it came from. Holds no
 * time, no path and no name of the computer it was made on: the same parts give the same bytes.
 */
struct BundleRecord
{
    QString name{};
    QString version{};
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
    QString comfyVersion{};
    QString comfyRepository{}; ///< empty: not known
    QString comfyCommit{};
    QString pythonVersion{};
    QString torchVersion{};
    QString accelerator{};
    QList<BundledPack> packs{};
    QStringList arguments{}; ///< of ComfyUI, beside those of its accelerator; often none
    QStringList packages{};  ///< "timm==1.0.22": what the packs need beyond the base, pinned
    Sha256 list{};           ///< of SHA256SUMS

    friend bool operator==(const BundleRecord &, const BundleRecord &) = default;
};

QString bundleRecordName(); ///< "bundle.json"
QByteArray bundleRecordToBytes(const BundleRecord &record);
/** Corrupt, naming the key. */
Result<BundleRecord> bundleRecordFromBytes(const QByteArray &bytes);
QJsonObject toJson(const BundleRecord &record);

/** Paths below the bundle's top, and their hashes. */
using FileHashes = QMap<QString, Sha256>;

/** "SHA256SUMS": every file but itself and bundle.json, as `sha256sum -c` reads it. */
QString fileListName();
QByteArray fileListToBytes(const FileHashes &files);
/** Corrupt, naming the line. */
Result<FileHashes> fileListFromBytes(const QByteArray &bytes);

} // namespace portico
