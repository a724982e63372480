// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace portico {

/**
 * Installs of Comfy Desktop 2 keep their models together in folders that it hands to each start, in
 * a file of its own. An install that is adopted must be told of them, or it finds none.
 */

/** Whether a folder is such an install: the Python that was unpacked, and the one in use. */
bool isComfyDesktopInstall(const QString &folder);

/** Its file of shared models, `shared_model_paths.yaml`; whether or not it is there. */
QString comfyDesktopModelsFile(Os os);

/** The folders that such a file names. Pure; what cannot be understood is left out. */
QStringList comfyDesktopModels(const QByteArray &yaml);

} // namespace portico
