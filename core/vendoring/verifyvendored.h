// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/vendoring/keepoffline.h"

namespace portico {

/** A file of the store that is not what its state says. */
struct VendoredDamage
{
    VendoredFile file{};
    bool isMissing = false;
};

/** What was found of one state. */
struct VendoredVerdict
{
    VendoredState state{};
    QList<VendoredDamage> damages{};
    qint64 bytes = 0; ///< that were read

    /** Every file is what it was when it was kept, and nothing is lacking. */
    bool isWhole() const { return state.isWhole() && damages.isEmpty(); }
};

/** Reads every file of a state and compares it; changes nothing. Blocking: the disk's speed.
 *  Errors: Cancelled. */
Result<VendoredVerdict> verifyVendored(const Library &library, const VendoredState &state,
                                       const JobContext &job);

/** NotFound or HashMismatch, naming the first of what is damaged or lacking. */
Error damageError(const VendoredVerdict &verdict);

/**
 * Has what is damaged or lacking again: from the install, where it is still as it was, and from
 * where its parts came from. Nothing is replaced before all was compared, and each file only by one
 * that its hash promises. Returns what is so afterwards. Blocking. Errors: those of
 * keepForOffline(); NotFound where the install or the snapshot is gone.
 */
Result<VendoredVerdict> repairVendored(const RestoreServices &services,
                                       const VendoredVerdict &verdict, const JobContext &job);

} // namespace portico
