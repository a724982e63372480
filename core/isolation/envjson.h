// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envoperations.h"

namespace portico {

QJsonObject toJson(const EnvHealth &health);
QJsonObject toJson(const EnvReport &report);
QJsonObject toJson(const EnvOutcome &outcome);
QJsonObject toJson(const RemovedEnvs &removed);

} // namespace portico
