// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QVersionNumber>

#include <optional>

namespace portico {

/** "v0.38.0" and "0.38.0-rc1" as numbers and what follows them. */
struct ReleaseVersion
{
    QVersionNumber number{};
    QString suffix{}; ///< "rc1", "env2"; empty for a plain release

    /** Nothing for a tag that is no version, such as "latest" or "nightly-2026-01-01". */
    static std::optional<ReleaseVersion> fromTag(QStringView tag);
    QString text() const; ///< "0.38.0", "0.38.0-rc1"

    friend bool operator==(const ReleaseVersion &, const ReleaseVersion &) = default;
};

/** Below, at (0) or above: by number; "env2" above "env1"; a plain release above its prereleases.
 */
int compareVersions(const ReleaseVersion &a, const ReleaseVersion &b);
/** The same for texts; one that is no version is below all others. */
int compareVersionTexts(const QString &a, const QString &b);

} // namespace portico
