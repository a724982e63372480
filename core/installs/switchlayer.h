// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/layerview.h"
#include "core/installs/library.h"

namespace portico {

/**
 * Names a prepared view in install.json: that one write is the switch, so that a kill leaves the
 * old layer or the new one. A ComfyUI that runs keeps its old view until it ends. Returns what
 * install.json says now. Blocking; milliseconds whatever the layer's size. Old views stay:
 * sweepViews() is for afterwards. Errors: NotFound (install; the layer was removed meanwhile),
 * Busy, DiskFull, ...
 */
Result<Install> switchToView(const Library &library, const InstallId &id, PreparedView prepared,
                             const JobContext &job);

/**
 * Gives the current generation of an install another layer of the store, or none (`layer` empty),
 * or the same anew (a view that something changed): prepareView(), switchToView() and sweepViews()
 * in their order. Blocking. Errors: theirs.
 */
Result<Install> switchLayer(const Library &library, const InstallId &id, const QString &layer,
                            const JobContext &job);

/** The folder that PORTICO_LAYER names at the next start; empty without a layer. */
QString layerSiteOf(const Library &library, const Install &install);

} // namespace portico
