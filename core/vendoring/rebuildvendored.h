// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/vendoring/verifyvendored.h"

#include <optional>

namespace portico {

/** An install to be made of what is kept for offline. */
struct RebuildRequest
{
    QString name{};                ///< of the new install; empty: "Mine rebuilt"
    std::optional<quint16> port{}; ///< empty: the next unused one
    /** Whether to go on where something was not kept: then it is missing in the new install. */
    Exactness exactness = Exactness::Demanded;
};

/** What came of it. */
struct RebuiltInstall
{
    Install install{};
    QList<StatePart> parts{};    ///< of its files, each read
    QStringList environments{};  ///< that were put into their places
    QList<VendoredLack> lacks{}; ///< what it has not, and why
};

/**
 * Makes a new install of a state that is kept for offline, from the library's store alone: no
 * network is asked, and no other install. Every kept file is compared first. The generation is
 * unpacked, the layer put together of its wheels and each node pack unpacked, in staging; each part
 * is compared with that of the first build (manifestHash()), and one rename makes the install. Its
 * isolated environments follow. Blocking.
 *
 * Errors: NotFound, HashMismatch (of the store, naming the file, or of a part that came out
 * otherwise), those of unpackArchive(), prepareRestore(), carryOut() and commitInstall().
 */
Result<RebuiltInstall> rebuildVendored(const RestoreServices &services, const VendoredState &state,
                                       const RebuildRequest &request, const JobContext &job);

} // namespace portico
