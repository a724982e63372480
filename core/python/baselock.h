// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace portico {

struct PythonEnvironment;

/**
 * The base as a fixed thing that layers stand on: a short digest of its packages' names and
 * versions, of the Python's minor version, system and processor. `base` is read from the base's
 * folders only, not from a view. Two bases with one digest can share layers. Pure.
 */
QString baseDigest(const PythonEnvironment &base);

/** Which packages of the base are pinned. */
enum class BasePins {
    Everything,
    TorchFamily,
};

/**
 * "numpy==2.3.4", one for each distribution of the base whose version is one, sorted: constraints
 * for uv and pip. Of two with one name the first counts, as for Python. Pure.
 */
QStringList baseConstraints(const PythonEnvironment &base, BasePins pins = BasePins::Everything);

} // namespace portico
