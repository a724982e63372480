// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envrecord.h"

namespace portico {

/**
 * The folder that an environment was made in, where that is not the one that it lies in now: it was
 * moved or copied with its install. Told by Portico's record, or by pixi's own. Empty: it was made
 * here, or nobody noted where. Small reads.
 */
QString madeElsewhere(const QString &root, const QString &place,
                      const std::optional<EnvRecord> &record, Os os);

} // namespace portico
