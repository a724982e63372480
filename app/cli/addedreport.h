// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "core/installs/install.h"

namespace portico::cli {

/** What is said after an install was added, whichever way. */
JobCommand::Report addedReport(const Library &library, const Install &install);

} // namespace portico::cli
