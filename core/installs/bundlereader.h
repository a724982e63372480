// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"

#include <QString>
#include <QStringList>

namespace portico {

/** A bundle that has been unpacked and is not an install yet. */
struct StagedBundle
{
    QString folder;   ///< becomes the install's: its node packs lie in `data/custom_nodes`
    QString contents; ///< absolute: what holds the bundle's Python and ComfyUI
};

/** What a bundle says of an install that is made of it. */
struct BundleSaid
{
    QStringList arguments{}; ///< of ComfyUI; only such as may stand among a person's
};

/**
 * Takes over what a bundle says of itself: what core/installs, which knows neither bundle.json nor
 * node packs, asks for while it adds one. Thread-safe.
 */
class BundleReader
{
public:
    virtual ~BundleReader() = default;

    /** Completes what the files do not tell of the generation, and writes down in the staged folder
     *  where the node packs came from. What cannot be believed is told to the job's log and left
     *  out: the bundle came from elsewhere. Blocking. Errors: DiskFull, Io, Cancelled. */
    virtual Result<BundleSaid> read(const StagedBundle &bundle, Generation &generation,
                                    const JobContext &job) const = 0;
};

} // namespace portico
