// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/installs/library.h"

namespace portico {

class Host;

/** Makes the library's folder where it is not there yet. ReadOnly when it cannot be written: said
 *  before any work is done. */
Result<> checkLibrary(const Library &library, const Host &host);

} // namespace portico
