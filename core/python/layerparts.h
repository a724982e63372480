// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/layer.h"

namespace portico {

// The parts of building a layer; private to core/python.

QString layerRecordFile(const QString &layerFolder); ///< layer.json
QByteArray layerRecordBytes(const Layer &layer);

/**
 * Every wheel that this lock needs in this Python, in the store's vendored wheels (fetched where
 * it is missing, verified always), and a hard link to each in `folder`, which must exist: what
 * uv is then given as its only source. Blocking.
 */
Result<> vendorWheels(const LayerBuild &build, const QString &folder, const Uv &uv,
                      const JobContext &job);

/**
 * What uv left in a layer's site made fit for the store: `.pth` files judged (one that leads out
 * of the layer is refused), none of uv's notes of times, scripts that find the Python of whoever
 * runs them, no lock file, everything read-only. Returns remarks. Blocking.
 */
Result<QStringList> finishLayerSite(const QString &site, const JobContext &job);

/** Files of these can be read and run, no more. */
Result<> makeReadOnly(const QString &file, int mode);

/** A wheel or archive from its own address, by its hash where there is one. Returns its path in the
 *  store. Blocking. */
Result<QString> fetchToStore(const LayerBuild &build, const QUrl &address,
                             const std::optional<Sha256> &sha256, const Uv &uv,
                             const JobContext &job);

QString wheelsStep();
QString layerStep();
QString smokeStep();

} // namespace portico
