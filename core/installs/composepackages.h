// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/composeinstall.h"
#include "core/python/packageinstall.h"

namespace portico {

class Uv;
struct NetworkChain;

/** The packages of one composition; private to core/installs. */
struct ComposePackages
{
    const ComposeRequest &request;
    const NetworkChain &network;
    const Uv &uv;
    QString comfyFolder; ///< its requirements.txt counts
    QString python;
    QString folder; ///< for the files that uv is given
    std::optional<QDateTime> newest;
    LinkMode linkMode = LinkMode::Copy;
};

/** What was put in. */
struct ComposedPackages
{
    Lock torchFamily;
    Lock others;
    QUrl torchIndex;                 ///< empty: the plain package index
    std::optional<QDateTime> newest; ///< what counted in the end
};

/**
 * Two resolutions and two installations, so that nothing can replace torch: first the torch family
 * from the index of the accelerator, pinned with its local labels; then everything else with the
 * family taken out of the graph, but with what the family itself needs. Both are resolved before
 * the first large download. Blocking. Errors: those of resolveLock and installPackages.
 */
Result<ComposedPackages> composePackages(const ComposePackages &packages, const JobContext &job);

QString resolveStep();
QString packagesStep();

} // namespace portico
