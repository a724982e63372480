// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/nodepack.h"
#include "core/nodes/packstate.h"

#include <QJsonObject>

namespace portico {

/** As `porticoctl nodes list --json` prints them: stable. */
QJsonObject toJson(const NodePack &pack);
QJsonObject toJson(const PackState &state);
QJsonObject toJson(const WorkTreeState &state);

} // namespace portico
