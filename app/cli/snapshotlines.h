// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/restoresnapshot.h"

#include <QStringList>

namespace portico::cli {

/** "2026-11-22 03:10  0123456789ab  before a change of node packs". */
QString snapshotLine(const Snapshot &snapshot);
/** All that one says. */
QStringList snapshotLines(const Snapshot &snapshot);
/** Part by part: "+", "−" or "~", the name, before and after. */
QStringList changeLines(const QList<SnapshotChange> &changes);
/** What restoring would do, and what cannot be had again. */
QStringList restoreLines(const PreparedRestore &restore);
QStringList outcomeLines(const RestoreOutcome &outcome, const InstallId &install);

/** As `porticoctl snapshot … --json` prints them: stable. */
QJsonObject snapshotJson(const Snapshot &snapshot); ///< without the content
QJsonObject changesJson(const QList<SnapshotChange> &changes);
QJsonObject restoreJson(const PreparedRestore &restore);
QJsonObject outcomeJson(const RestoreOutcome &outcome);

} // namespace portico::cli
