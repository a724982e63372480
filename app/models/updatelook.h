// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/plangroups.h"
#include "core/updates/updateinstall.h"

namespace portico::app {

/** What an update would change, now and afterwards, in groups for a table. Pure. */
QList<PlanGroup> updateGroups(const UpdatePlan &plan);

/** What it means, in whole sentences. Pure. */
QString updateSentence(const UpdatePlan &plan);

} // namespace portico::app
