// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

namespace portico {

struct Install;

/** Why the state of an install is remembered. */
enum class KeepReason {
    ByHand,
    Packs,        ///< node packs, or packages with them, are about to change
    Environments, ///< isolated environments are
    Settings,
    Repair,
    Generation, ///< its ComfyUI, Python or torch, by an update
    Rollback,   ///< the same, by going to another generation that is kept
    Restore,    ///< another snapshot
    Apply,      ///< what a site declares
    Import,     ///< it came from elsewhere
    GoodStart,  ///< ComfyUI started well with it
};
QString keepReasonName(KeepReason reason); ///< "by-hand", "packs", ...: stable in JSON
QString keepReasonText(KeepReason reason); ///< "before a change of node packs": for people

/**
 * Remembers what an install is before something changes it: what core/installs, core/nodes and
 * core/isolation, which know no snapshots, ask for one. Thread-safe.
 */
class StateKeeper
{
public:
    virtual ~StateKeeper() = default;

    /** Blocking; at most some 200 ms. The install is given as it is to be remembered. An error is
     *  no reason not to make the change, unless it promised a way back. */
    virtual Result<> keep(const Install &install, KeepReason reason,
                          const JobContext &job) const = 0;
};

/** Asks a keeper, where there is one; what it cannot do is told to the job's log. Cancelled alone
 *  is returned. */
Result<> keepState(const StateKeeper *keeper, const Install &install, KeepReason reason,
                   const JobContext &job);

} // namespace portico
