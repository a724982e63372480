// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/nodes/extras.h"
#include "core/python/planlayer.h"
#include "core/python/uv.h"

#include <QList>
#include <QStringList>

namespace portico {

class Library;
struct ComposeServices;
struct Install;

/** A pack that is not in its place yet: it is new, or another version of one that is there. */
struct StagedPack
{
    QString name;              ///< NodePack::name
    QString folder;            ///< where its files lie now
    QStringList scriptNeeds{}; ///< what its install.py added
};

/** What to plan for. */
struct NodesPlanRequest
{
    const Library &library;
    const Install &install;
    QList<StagedPack> added{}; ///< counts instead of an enabled pack of that name
    QStringList removed{};     ///< names of packs that will be removed or disabled
    QStringList without{};     ///< what is left out by choice: core/python/leftout.h
    /** The same of before: what no pack asks for any more is passed over. */
    QStringList withoutBefore{};
    int cooldownDays = kCooldownDays;
    QStringList pins{}; ///< versions of a lock: LayerRequest::pins
    /** Planning builds nothing in either case; without consent, extras that need it are left out.
     */
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
    std::optional<ExtrasProfile> extras{}; ///< counts instead of the install's own
};

/**
 * What the packs of an install will need beyond its base once these changes are made: all that are
 * enabled, and `extras.json`. Writes nothing but uv's cache and a staging folder of its own; runs
 * no code of a pack or package. Blocking. Errors: NotFound (no such pack in
 * `removed` or `without`, or it does not ask for that; no interpreter), Unsupported for an adopted
 * install, and those of provideUv, readEnvironment and planLayer. A pack whose requirements cannot
 * be read is `unmet`.
 */
Result<LayerPlan> planNodes(const NodesPlanRequest &request, const ComposeServices &services,
                            const JobContext &job);

/** The name of its step, for those who announce. */
QString nodesPlanStep();

/** The uv for planning and building, found or fetched, with its cache in the library. Blocking. */
Result<Uv> uvForNodes(const ComposeServices &services, const JobContext &job);

} // namespace portico
