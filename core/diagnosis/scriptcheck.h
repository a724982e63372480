// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/installs/library.h"

namespace portico {

/**
 * A pack that misses a part of itself may fetch that by its install.py: where it brings one, its
 * diagnosis gets running it as another way. Not in somebody's own folder, where Portico runs none.
 * Small reads, only where there is something to look at.
 */
QList<Diagnosis> checkScripts(QList<Diagnosis> diagnoses, const Library &library,
                              const InstallId &id);

} // namespace portico
