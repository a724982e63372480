// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace portico {

/** How far a team trusts one of its bundles. A bundle only ever goes forward. */
enum class TeamTrack {
    None,    ///< its team does not say
    Testing, ///< the first step: where a bundle comes in once a catalogue has tracks
    Staging,
    Latest, ///< for those who want what is new
    Stable, ///< for all
};

QString teamTrackName(TeamTrack track); ///< "testing", "staging", "latest", "stable"; "" for None
std::optional<TeamTrack> teamTrackFromName(QStringView name); ///< never None

} // namespace portico
