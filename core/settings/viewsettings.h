// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

namespace portico::settings {

/** Where ComfyUI's page opens: a window of its own, where a browser is here that can, else a tab.
 */
inline const Setting<bool> kOpensOwnWindow{QLatin1StringView("opensOwnWindow"), false};

/** What a table was made by hand: see app/widgets/keptcolumns.h; empty: as it comes. */
inline const Setting<QStringList> kNodesTable{QLatin1StringView("nodesTable"), {}};
inline const Setting<QStringList> kRegistryTable{QLatin1StringView("registryTable"), {}};
inline const Setting<QStringList> kBuildsTable{QLatin1StringView("buildsTable"), {}};
inline const Setting<QStringList> kVersionsTable{QLatin1StringView("versionsTable"), {}};

} // namespace portico::settings
