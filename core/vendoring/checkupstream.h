// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/vendoring/keepoffline.h"

namespace portico {

/** What became of a part where it came from. */
enum class UpstreamState {
    There,   ///< it can be had again as it was
    Gone,    ///< it is not offered any more
    Changed, ///< something else is offered in its place
    Unknown, ///< nobody answered, or the answer does not tell
};
QString upstreamStateName(UpstreamState state); ///< "there", "gone", ...: stable in JSON

struct UpstreamFinding
{
    VendoredKind kind = VendoredKind::Wheel;
    QString name{};
    QString source{}; ///< for people: the address or folder that was asked
    UpstreamState state = UpstreamState::Unknown;
    QString why{}; ///< a whole sentence, where it is not there
};

/**
 * Asks where the parts of a kept state came from whether they can still be had as they were: every
 * node pack is fetched into staging and compared, the package index is asked for the hash of each
 * wheel, and whoever gave ComfyUI for it. Nothing is changed, neither here nor there. What came of
 * no source that is known, or was built here, is left out. Blocking. Errors: Cancelled, those of
 * the network's settings.
 */
Result<QList<UpstreamFinding>> checkUpstream(const RestoreServices &services,
                                             const VendoredState &state, const JobContext &job);

} // namespace portico
