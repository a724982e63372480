// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

namespace portico {

/**
 * Gives a generation that is being built its portico-layer.pth, and says so in its manifest
 * (`<folder>.manifest`, if there is one already). A Python that reads no `.pth` files goes without:
 * then the log says so. Blocking.
 */
Result<> addLayerPath(const QString &generationFolder, const Generation &generation, Os os,
                      const JobContext &job);

/**
 * The same for an install that was made before there were layers. File and manifest are journaled:
 * after a kill recoverLayerPath() finishes. Nothing to do where it is there already. Blocking.
 * Errors: Unsupported (an adopted install; no `.pth` files), ...
 */
Result<> ensureLayerPath(const Library &library, const Install &install, const JobContext &job);

/** What an interrupted ensureLayerPath() had begun; repeatable. */
Result<> recoverLayerPath(const Library &library, const InstallId &id, const JobContext &job);

/** The name of its operation in the journal. */
QString layerPathOperation();

} // namespace portico
