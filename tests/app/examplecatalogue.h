// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/advice.h"

namespace portico::app {

/** A Windows computer with an RTX 4090 beside the graphics of its processor. */
Computer exampleComputer();
/** A Linux computer without a GPU, with this processor's architecture. */
Computer plainComputer();
/** Bundles of three sources for all systems, one of them with a very long name, one unverified. */
CatalogueAnswer exampleCatalogue();
/** No source answers, and nothing is kept. */
CatalogueAnswer failedCatalogue();
/** Eleven releases up to v0.38.1, one for testing. */
VersionList exampleVersions();

} // namespace portico::app
