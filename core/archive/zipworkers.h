// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/treebuilder.h"

namespace portico {

/** How many threads unpacking uses beside the decoder: one for each core, 2 to 4. */
int unpackThreads();

/** How many threads packing uses: one for each core, up to 16. */
int packThreads();

/** Unpacks a zip's entries on several threads, each with its own reader over the same open file.
 *  The first failure stops all. */
Result<> extractZip(const std::shared_ptr<VolumeFile> &file, TreeBuilder &builder,
                    WrittenFiles &written);

} // namespace portico
