// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QMap>
#include <QStringList>
#include <QVersionNumber>

namespace portico {

class Library;
struct Install;

/** Where the isolated environments of an install of Portico's own lie, unless the person named
 *  another place: in its folder, so that no two installs rebuild each other's. */
QString isolationFolder(const Library &library, const Install &install);

/** The comfy-env that ComfyUI of this install imports; null: none. Reads names of folders only. */
QVersionNumber comfyEnvOf(const Library &library, const Install &install, Os os);

/** Whether a version obeys COMFY_ENV_CUDA_VERSION: until 0.3.51. */
bool knowsCudaVariable(const QVersionNumber &comfyEnv);
/** Whether COMFY_ENV_ISOLATE=0 and its kin, of earlier versions, end the pack: since 0.4.25. */
bool refusesRemovedVariables(const QVersionNumber &comfyEnv);

/** "12.8": the CUDA that the person chose for the install, or as COMFY_ENV_CUDA_VERSION where that
 *  version knows it; empty: none. Pure. */
QString cudaByHandFor(const Install &install, const QVersionNumber &comfyEnv);

/**
 * What a start tells comfy-env of that version: COMFY_ENV_ROOT, as when the environments were
 * built, and the CUDA by hand to those that know a variable for it. Nothing for an adopted folder,
 * whose own starts know nothing of it. Pure.
 */
QMap<QString, QString> isolationVariables(const Library &library, const Install &install,
                                          const QVersionNumber &comfyEnv);

/** Names that this version refuses to start with, whoever set them. Pure. */
QStringList refusedIsolationVariables(const QVersionNumber &comfyEnv);

} // namespace portico
