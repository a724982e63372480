// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/server/sessionstatus.h"

#include <QJsonObject>

namespace portico::cli {

/** An install as porticoctl's JSON shows it: documented, and steadier than install.json. */
QJsonObject installJson(const Library &library, const Install &install);

/** One word for people: "running", "starting", "stopped", ... */
QString stateWord(SessionState state);

} // namespace portico::cli
