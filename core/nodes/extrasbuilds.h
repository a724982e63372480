// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/layerplan.h"

#include <QStringList>

namespace portico {

/** Extras that cannot come without a build, and what of them would be built. */
struct UnbuiltExtras
{
    QStringList extras{};   ///< names, as their packages are called
    QStringList packages{}; ///< that have no wheel, or come from an address or repository

    bool isEmpty() const { return extras.isEmpty(); }
};

/** The extras that bring this package of a plan, by themselves or by way of others; empty where a
 *  node pack needs it, too. Pure. */
QStringList extrasBehind(const LayerPlan &plan, const QString &package);

/** Of a plan, those that nobody would miss anything else for. Pure. */
UnbuiltExtras extrasToBuild(const LayerPlan &plan);

/** "Left out of the extras: fairscale. There is no wheel of …". */
QString leftUnbuilt(const UnbuiltExtras &unbuilt);
/** The same of one whose build was agreed to and failed. */
QString notBuilt(const QStringList &extras, const Error &error);

} // namespace portico
