// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/packageneed.h"
#include "core/python/planlayer.h"

namespace portico {

/** A requirement that must be looked for beyond the base. */
struct WantedNeed
{
    QString pack;
    QString text;          ///< as the pack writes it
    QString name;          ///< of the package that is to meet it
    QString request;       ///< for uv: "timm[hf]>=1.0", an address with its name; without marker
    QString requirement{}; ///< how the pack's own is called: requirementKey()
};

/** What packs ask for, sorted by what becomes of it; private to core/python. */
struct SortedNeeds
{
    QList<WantedNeed> wanted{};          ///< of the index, in the packs' order
    QList<WantedNeed> outside{};         ///< of addresses and repositories
    QList<PlannedPackage> outsideRows{}; ///< the same, for the plan
    QList<PresentPackage> present{};
    QList<StrippedNeed> stripped{};
    QList<UnmetNeed> unmet{};
    QList<ProviderChoice> providers{};
    QStringList excluded{}; ///< providers that lost
    QStringList remarks{};
};

/**
 * Needs whose marker does not hold here are dropped. The torch family is stripped; what the base
 * has is present or unmet; of packages that install the same module one is kept; of comfy-env the
 * highest version that a pack pins; packages compiled for one torch must say the base's. Pure.
 */
SortedNeeds sortNeeds(const QList<LayerNeeds> &packs, const PythonEnvironment &base);

/** "numpy<2 (Pack A)": how plans write who asks for what. */
QString needOf(const QString &text, const QString &who);

} // namespace portico
