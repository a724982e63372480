// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/library.h"
#include "core/vendoring/vendored.h"

#include <QJsonArray>
#include <QStringList>

namespace portico::cli {

/** "mine-0123456789ab  2026-11-22  Mine  12 files  1.9 GiB". */
QString vendoredLine(const VendoredState &state);
/** What could not be kept, a line each, and what to do. */
QStringList lackLines(const QList<VendoredLack> &lacks);

/** As `porticoctl vendor … --json` prints them: stable. */
QJsonObject vendoredJson(const Library &library, const VendoredState &state);
QJsonArray lacksJson(const QList<VendoredLack> &lacks);

} // namespace portico::cli
