// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/python/layer.h"

#include <QList>
#include <QStringList>

namespace portico {

struct Install;

/** One layer of the store and who needs it. */
struct StoredLayer
{
    QString id;
    QString folder;
    QDateTime created{};
    QStringList packages{}; ///< "timm 1.0.22"
    qint64 bytes = 0;       ///< on disk, a file with several names counted once
    QStringList usedBy{};   ///< installs whose generations name it, and what storeroots.h tells of
    bool isBroken = false;  ///< its lock cannot be read

    bool isUsed() const { return !usedBy.isEmpty(); }
};

/** What lies in the store for layers. */
struct LayerInventory
{
    QList<StoredLayer> layers{}; ///< by time, the newest first
    qint64 wheels = 0;           ///< vendored wheels that a used layer needs: how many
    qint64 wheelBytes = 0;
    qint64 unusedWheels = 0; ///< those that no used layer needs
    qint64 unusedWheelBytes = 0;

    qint64 unusedBytes() const; ///< layers and wheels: what cleaning gives back
};

/** Which layers are measured: big ones have many files. */
enum class LayerSizes { All, Unused };

/** Blocking. An install.json that cannot be read counts as naming every layer. */
Result<LayerInventory> layerInventory(const Library &library, const JobContext &job,
                                      LayerSizes sizes = LayerSizes::All);

/** What a cleaning did. */
struct LayerCleaning
{
    QStringList removed{}; ///< ids
    QStringList kept{};    ///< unused ones that are being built or put in at this moment
    qint64 wheels = 0;     ///< how many wheels were removed
    qint64 bytes = 0;      ///< given back
};

/**
 * Removes the layers that no generation of any install and no root (storeroots.h) names, and the
 * vendored wheels that only they needed. Each layer goes by one rename first. Blocking. Errors:
 * Cancelled, Io, Busy.
 */
Result<LayerCleaning> cleanLayers(const Library &library, const JobContext &job);

/** Which layers the generations of this install name. */
QStringList layersOf(const Install &install);

} // namespace portico
