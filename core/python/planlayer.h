// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/environment.h"
#include "core/python/layerplan.h"

#include <QDateTime>

namespace portico {

class Uv;

/** One requirement of a pack. */
struct LayerNeed
{
    QString text; ///< as it is written
    QString name; ///< normalised; empty for an address that tells none
    PackageSource source = PackageSource::Wheel; ///< Wheel (of the index), Address or Git
};

/** What one pack wants. */
struct LayerNeeds
{
    QString pack;
    QList<LayerNeed> needs{};
};

/** The number of days for which a new upload is not trusted yet. */
inline constexpr int kCooldownDays = 7;

/** What to plan, over which base. */
struct LayerRequest
{
    QList<LayerNeeds> packs{};     ///< of two that clash, the earlier one stays
    QStringList without{};         ///< what is left out by choice: leftout.h
    const PythonEnvironment &base; ///< of the base's own folders: not of the install's view
    QString python{};              ///< its interpreter
    QString folder{};              ///< for the files that uv is given; must exist
    QString wheels{};              ///< Library::wheels(): what was made by consent; empty: none
    QStringList files{};           ///< wheels of this computer that count as if the index had them
    QStringList excluded{};        ///< taken out of the graph, besides the torch family
    int cooldownDays = kCooldownDays; ///< 0: none
    QStringList pins{};               ///< "timm==1.0.22", of a lock: at any age
    QDateTime now{};
    QString step{};
};

/**
 * What the packs need beyond the base. Their needs are united and resolved with the base's exact
 * versions as constraints and the torch family taken out of the graph; what the base has is
 * subtracted. No package's code is run. Where no versions go together, the packs
 * that clash are found with a bounded number of further resolutions, named in `unmet`, and what is
 * left is planned. Blocking; cancel within 1 s. Errors: Network, PermissionDenied, HttpStatus, ...
 * of uvfailure.h; never for what a pack asks: that is `unmet`.
 */
Result<LayerPlan> planLayer(const LayerRequest &request, const Uv &uv, const JobContext &job);

} // namespace portico
