// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/accelerator.h"

#include <QString>

#include <optional>

namespace portico {

struct PythonEnvironment;

/** What an environment's torch runs on; nothing where it has none or nobody tells. */
std::optional<Accelerator> torchAcceleratorOf(const PythonEnvironment &environment);

/** "2.9.1+cu130", as its files say; empty without torch. */
QString torchVersionOf(const PythonEnvironment &environment);

/** "torch 2.9.1+cu130" for people: a package of the environment with its version; empty where it is
 *  not there. */
QString presentPackage(const PythonEnvironment &environment, const QString &name);

} // namespace portico
