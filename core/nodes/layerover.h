// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changepacks.h"

#include <memory>

namespace portico {

class FileLock;

/** A layer of the store that is held until this goes. */
struct LayerOver
{
    QString id{}; ///< empty: nothing is needed beyond the base
    std::shared_ptr<FileLock> lease{};
    QStringList remarks{}; ///< whole sentences
};

/**
 * The layer that the enabled node packs and extras of an install need over another base: that of
 * the generation which is current in `future` and whose files lie in their place, though
 * install.json does not name it yet. What was left out by choice stays left out. Packs must not
 * change meanwhile (packsLock()). Blocking. Errors: Refused naming what cannot be met, those of
 * planNodes and buildLayer.
 */
Result<LayerOver> layerOver(const NodeServices &services, const Install &future,
                            const ChangeConsent &consent, const JobContext &job);

/** What enabled packs ask for that this base would not meet, in whole sentences. */
struct BaseChange
{
    QString package; ///< normalised
    QString version; ///< that the base will have
};
QStringList clashesWith(const Library &library, const Install &install,
                        const QList<BaseChange> &changes, const JobContext &job);

} // namespace portico
