// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringView>

#include <optional>

namespace portico {

/** Which version of ComfyUI a person follows with an install. */
enum class Track {
    Stable, ///< deliberately behind: see stableRelease()
    Latest, ///< the newest release
};

QString trackName(Track track); ///< "stable", "latest"
std::optional<Track> trackFromName(QStringView name);

} // namespace portico
