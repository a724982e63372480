// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace portico {
struct UpdateOutcome;
struct UpdatePlan;
} // namespace portico

namespace portico::cli {

QJsonObject planJson(const UpdatePlan &plan);
QStringList planLines(const UpdatePlan &plan);

QJsonObject outcomeJson(const UpdateOutcome &outcome);
/** With how to go back. */
QStringList outcomeLines(const UpdateOutcome &outcome);

} // namespace portico::cli
