// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QString>

namespace portico {

struct PythonEnvironment;

/**
 * Whether an interpreter loads what a wheel with that tag holds:
 * "cp312-cp312-manylinux_2_28_x86_64", "py2.py3-none-any", "cp39-abi3-win_amd64". What is not known
 * of the interpreter does not count against it; how new the system's C library is does not either.
 * Pure.
 */
bool fitsWheelTag(const QString &tag, const PythonEnvironment &environment);

} // namespace portico
