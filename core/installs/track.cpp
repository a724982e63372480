// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/track.h"

using namespace Qt::StringLiterals;

namespace portico {

QString trackName(Track track)
{
    return track == Track::Stable ? u"stable"_s : u"latest"_s;
}

std::optional<Track> trackFromName(QStringView name)
{
    for (const Track track : {Track::Stable, Track::Latest}) {
        if (name == trackName(track))
            return track;
    }
    return std::nullopt;
}

} // namespace portico
