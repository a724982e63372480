// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/plangroups.h"
#include "app/style/icons.h"
#include "core/snapshots/history.h"
#include "core/snapshots/restoresnapshot.h"

#include <QString>
#include <QStringList>

namespace portico::app {

/** One step of an install's history as its row shows it. */
struct HistoryLook
{
    QString id{}; ///< of the snapshot, all digits
    IconName icon = IconName::Pending;
    IconTint tint = IconTint::Muted;
    QString title{};   ///< "Node packs changed": what happened
    QString moment{};  ///< "Today at 14:05"
    QString within{};  ///< "today at 14:05": behind what happened
    QString note{};    ///< what the person wrote about it
    QString summary{}; ///< the first changes in one line, or that there were none
    QStringList changes{};
    QString obstacle{};   ///< why nothing can be gone back to now; empty: it can
    bool isEvent = false; ///< going back leads to before it; else to it
    bool isNow = false;

    friend bool operator==(const HistoryLook &, const HistoryLook &) = default;
};

/** `obstacle`: why the install cannot be changed now. */
HistoryLook historyLook(const HistoryStep &step, const QString &obstacle);

/** "Impact Pack: 1.2.0 → 1.3.0", "Impact Pack came: 1.2.0". Pure. */
QString changeText(const SnapshotChange &change);

/** Changes in groups, one a part: for the table of a plan. Pure. */
QList<PlanGroup> changeGroups(const QList<SnapshotChange> &changes);
/** What a restore would change, and what it cannot. Pure. */
QList<PlanGroup> restoreGroups(const PreparedRestore &restore);

} // namespace portico::app
