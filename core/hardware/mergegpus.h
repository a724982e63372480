// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/sourcereport.h"

namespace portico {

/**
 * One list out of what several sources told of the same GPUs. The reports come in order of trust:
 * what an earlier one told stays, a later one fills gaps. Two are the same GPU by their PCI
 * address, else by vendor and PCI id, else by vendor and turn. Sorted by vendor and address; every
 * GPU has an index among those of its vendor.
 */
QList<Gpu> mergeGpus(const QList<SourceReport> &reports);

} // namespace portico
