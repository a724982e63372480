// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"

#include <QList>

namespace portico {

/**
 * The builds that make sense on the computer, each with its reasons: what suits it best first, then
 * what runs on another of its GPUs, the processor last. Never empty. Pure.
 */
QList<AcceleratorChoice> sensibleAccelerators(const Computer &computer);

} // namespace portico
