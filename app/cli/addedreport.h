// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "core/installs/install.h"
#include "core/python/probetorch.h"

namespace portico {
class Services;
}

namespace portico::cli {

/** Computes once on the install's device, and gives what is said after it was added, whichever way.
 *  Blocking. */
JobCommand::Report addedReport(const Services &services, const Install &install,
                               const JobContext &job);

/** What torch computes on, as one line; marked where something is the matter. */
QString probeLine(const TorchProbe &probe);

} // namespace portico::cli
