// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/layerover.h"
#include "core/updates/updateparts.h"

namespace portico {

// Private to core/updates: what an update changes, in words.

/** What ComfyUI itself asks for, before and after; its folders. A small read each. */
QList<PackageMove> requirementMoves(const QString &comfyBefore, const QString &comfyAfter);

/** Packages of the base that the chosen ones do without. Of the Python of now those of its lock: a
 *  bundle's others are its makers'. A small read. */
QStringList goneOf(const UpdateParts &parts, const QString &generationFolder);

/** From `parts.base` to `parts.packages` without `parts.gone`. Pure. */
QList<PackageMove> packageMoves(const UpdateParts &parts);

/** From one Python to another that brings its own packages. Pure. */
QList<PackageMove> packageMoves(const PythonEnvironment &before, const PythonEnvironment &after);

/** What these moves bring, as node packs are asked about it. Pure. */
QList<BaseChange> baseChanges(const UpdateParts &parts);

} // namespace portico
