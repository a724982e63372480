// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/python/probetorch.h"

#include <QDateTime>

#include <optional>

namespace portico {

class ProcessRunner;
struct ChangePlan;
struct NodeServices;

/** probeTorch() in an install's own Python, with its layer and its own variables, for what it is
 *  made for (or what the person chose instead). What it gave is kept for lastProbe(). Blocking.
 *  Errors as probeTorch(). */
Result<TorchProbe> probeInstall(const Library &library, const Install &install,
                                const ProcessRunner &processes, const JobContext &job);

/** The same after packages were installed or changed; why it could not be tried goes to the job's
 *  log. Nothing where the install has no torch or is somebody's own folder. */
std::optional<TorchProbe> probeAfterwards(const Library &library, const Install &install,
                                          const ProcessRunner &processes, const JobContext &job);

/** The same after a change of node packs by that plan; nothing where no other packages are seen by
 *  it. */
std::optional<TorchProbe> probeAfterChange(const NodeServices &services, const InstallId &id,
                                           const ChangePlan &plan, const JobContext &job);

/** The newest probe of an install, whoever asked for it. */
struct PastProbe
{
    TorchProbe probe{};
    QDateTime when{};
};
/** Nothing where it was never tried. A small read. */
std::optional<PastProbe> lastProbe(const Library &library, const InstallId &id);

/** Its sentence, if there is one. */
void logProbe(const std::optional<TorchProbe> &probe, const JobContext &job);

/** "torch 2.9.1+cu130 computes on NVIDIA GeForce RTX 4090 (12 ms)." or what is the matter. */
QString probeSentence(const TorchProbe &probe);

} // namespace portico
