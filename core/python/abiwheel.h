// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace portico {

struct PythonEnvironment;

/** Whether that package's compiled parts fit one torch and one CUDA only: flash-attn,
 * sageattention, nunchaku, spconv and their like. Normalised name. Of the torch family none is. */
bool isAbiCoupled(const QString &package);

/** For what a wheel says to be made. */
struct WheelCoupling
{
    QString torch{};     ///< "2.8"; empty: it does not say
    QString cuda{};      ///< "12.8", "12"; empty: it does not say
    bool isPure = false; ///< nothing compiled: fits everything
};

/**
 * Out of a wheel's file name (`flash_attn-2.8.3+cu128torch2.8-cp312-…`, `nunchaku-1.0+torch2.8-…`,
 * `…+pt28cu128-…`) or of a name that tells (`spconv-cu120`). Pure.
 */
WheelCoupling wheelCoupling(const QString &fileName);

/**
 * Why a wheel of such a package does not go with this base's torch: one translated sentence; empty
 * when it does. `fileName` is empty where there is no wheel at all. Pure.
 */
QString couplingProblem(const QString &package, const QString &fileName,
                        const PythonEnvironment &base);

} // namespace portico
