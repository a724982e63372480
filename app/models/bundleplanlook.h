// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/recipes/buildrecipe.h"

#include <QList>
#include <QStringList>

#include <utility>

namespace portico::app {

/** What would be made, as the dialog shows it. */
struct BundlePlanLook
{
    QString sentence{};
    QList<std::pair<QString, QString>> facts{}; ///< what it is; its value
    QStringList packs{};                        ///< its node packs
    QStringList remarks{};                      ///< whole sentences
};

/** Pure. */
BundlePlanLook lookOf(const BundlePlan &plan);
BundlePlanLook lookOf(const RecipePlan &plan);

} // namespace portico::app
