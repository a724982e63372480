// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/pixitoml.h"

#include <optional>

namespace portico {

// The parts of a manifest; private to core/isolation.

/** Without torch, torchvision and torchaudio, whatever their case. */
QVariantMap withoutTorch(QVariantMap table);

/** How the least glibc and macOS are written. */
enum class FloorSpelling {
    Requirements, ///< libc = { family, version }, macos
    Platform,     ///< glibc, macos
};
QVariantMap systemFloors(const HostStack &host, FloorSpelling spelling);

/** Packages that have the host's version in every environment; none before 0.4.39. */
class HostPinned
{
public:
    HostPinned(const EnvRules &rules, const HostStack &host);

    /** The table with the host's versions in the place of its own. */
    QVariantMap replacedIn(QVariantMap table, const QString &where);
    /** Takes such packages out of a table; returns them with the host's versions. */
    QVariantMap splitFrom(QVariantMap &table, const QString &where);
    /** What an environment with torch of that index gets unasked. */
    QVariantMap wantedFor(const QString &torchIndex) const;
    /** A pack pinned another version. */
    const std::optional<Error> &problem() const { return m_problem; }

private:
    bool m_isActive;
    QVariantMap m_pins; ///< name -> "==0.4.13"
    std::optional<Error> m_problem;
};

/** The manifest of the first generation: the author's tables on top, with few additions. */
QVariantMap firstManifest(const ManifestRequest &request);

} // namespace portico
