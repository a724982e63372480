// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"

#include <optional>

namespace portico {

/**
 * A view is an install's own clone of a layer: what ComfyUI sees, and may damage. It is made beside
 * what is there; switchToView() gives it its number and names it. One that nobody names any more
 * goes, but the last one where it costs next to nothing: then the way back is only the switch.
 */

/** A view that is ready to be switched to; the destructor removes what was not. */
struct PreparedView
{
    QString layer{};                     ///< empty: none, and nothing to prepare
    std::optional<StagingDir> staging{}; ///< holds it as `view`, durably
    int existing = 0;                    ///< or the number of one that is whole and still there
};

/** The name of the step under which prepareView() reports bytes. */
QString viewStep();

/**
 * A whole view of a layer of the store, or none (`layer` empty). The base gets portico-layer.pth if
 * it has none yet; else nothing of the install changes. Blocking: this is what a switch costs.
 * Errors: NotFound (no such install or layer), Unsupported (an adopted install; a Python that reads
 * no `.pth` files), Busy, DiskFull, Cancelled, ...
 */
Result<PreparedView> prepareView(const Library &library, const InstallId &id, const QString &layer,
                                 const JobContext &job);

/** A clone of the layer in staging. As prepareView(), under Library::layersLock(). */
Result<PreparedView> cloneLayer(const Library &library, const QString &layer,
                                const JobContext &job);

/** Gives a prepared clone its place. A few renames; under Library::layersLock(). */
Result<> placeView(const PreparedView &prepared, const QString &view, const JobContext &job);

/** Puts a view that somebody took away into its place again, from the store. One look at the disk
 *  where it is there. Errors: NotFound (the layer is gone, too: repair builds it again). */
Result<> ensureView(const Library &library, const Install &install, const JobContext &job);

/** Which of those that nobody names stay. */
enum class OldViews {
    KeepLast, ///< the last one, where its files are the store's
    Remove,
};

/**
 * Removes the views of an install that its generations do not name, unless a session runs, which
 * may still see one, or somebody puts a layer in at this moment. Returns the bytes given back.
 * Blocking; one directory read when there is nothing to do.
 */
Result<qint64> sweepViews(const Library &library, const InstallId &id, const JobContext &job,
                          OldViews old = OldViews::Remove);

/** A view that no generation of its install names. */
struct OldView
{
    QString folder{};
    qint64 bytes = 0; ///< what removing it gives back: files that have no other name
};

/** Those that sweepViews() would remove now. Blocking. */
Result<QList<OldView>> unusedViews(const Library &library, const InstallId &id,
                                   const JobContext &job);

/** A number that no view of this install has. One directory read. */
int nextView(const Library &library, const Install &install);

/**
 * How the store's files come into a view: hard links share one file, so they are used only where
 * "read-only" keeps this user from writing into it (not for root on Unix), which is tried in
 * `folder`. Reflinks are always tried first; the rest is copied.
 */
Sharing viewSharing(const QString &folder);

/** The error of what has no layers: someone's own folder. */
Error hasNoLayers(const Install &install);

} // namespace portico
