// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/teamtrack.h"

using namespace Qt::StringLiterals;

namespace portico {

QString teamTrackName(TeamTrack track)
{
    switch (track) {
    case TeamTrack::None:
        break;
    case TeamTrack::Testing:
        return u"testing"_s;
    case TeamTrack::Staging:
        return u"staging"_s;
    case TeamTrack::Latest:
        return u"latest"_s;
    case TeamTrack::Stable:
        return u"stable"_s;
    }
    return {};
}

std::optional<TeamTrack> teamTrackFromName(QStringView name)
{
    for (const TeamTrack track :
         {TeamTrack::Testing, TeamTrack::Staging, TeamTrack::Latest, TeamTrack::Stable}) {
        if (name == teamTrackName(track))
            return track;
    }
    return std::nullopt;
}

} // namespace portico
