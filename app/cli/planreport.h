// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/layerplan.h"

#include <QStringList>

namespace portico::cli {

/** Whether the person agreed to builds, addresses and repositories. */
enum class PlanConsent { Missing, Given };

/** A plan for people: short, grouped, with sizes. */
QStringList planLines(const LayerPlan &plan, PlanConsent consent);

/** How a need that cannot be met can be left out: the options of porticoctl, as a shell takes
 *  them. */
QStringList choiceLines(const UnmetNeed &need);

/** What is left out by choice, and how it is taken back. */
QStringList leftOutLines(const LayerPlan &plan);

/** Whether it can be carried out with that much consent. */
bool isReady(const LayerPlan &plan, PlanConsent consent);

} // namespace portico::cli
