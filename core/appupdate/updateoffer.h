// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/appupdate/checkupdate.h"
#include "core/appupdate/installedas.h"

namespace portico {

/** The program that asks, and the computer that it runs on. */
struct ThisPortico
{
    QVersionNumber version;
    Architecture architecture = Architecture::X64;
    AppFacts facts{};
};

/** The newest release beside the program that asks. */
struct UpdateOffer
{
    QVersionNumber current;
    UpdateMetadata newest{};
    std::optional<UpdateFile> file{}; ///< for this computer; nothing: the release has none

    bool isNewer() const { return newest.version > current; }
    /** The authors say that the one that runs is not safe any more. */
    bool mustUpdate() const { return current < newest.minimumVersion; }
};

/** Which kind of file of the channel updates this Portico. Unsupported, in words for the person:
 *  whose work it is comes first, then that there is no key. Pure. */
Result<UpdateKind> updateKindFrom(const UpdateChannel &channel, const AppFacts &facts);

/** Asks the channel and says what is new for this Portico. Blocking. Errors: those of
 *  updateKindFrom(), before anybody is asked, and of checkUpdate(). */
Result<UpdateOffer> lookForUpdate(const UpdateChannel &channel, const ThisPortico &portico,
                                  const AppUpdateServices &services, const JobContext &job);

} // namespace portico
