// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

#include <QJsonObject>

namespace portico {

/** The computer for programs: names stay, keys may be added. Sizes in bytes; what is not known is
 *  left out. */
QJsonObject toJson(const Computer &computer);
QJsonObject toJson(const Gpu &gpu);
QJsonObject toJson(const AcceleratorChoice &choice);

/** "ready", "update-first", "cannot-run". */
QString readinessName(Readiness readiness);

} // namespace portico
