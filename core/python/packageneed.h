// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/marker.h"
#include "core/python/versionspecifier.h"

#include <QStringList>

namespace portico {

/** One requirement by PEP 508: "uvicorn[standard] (>=0.20); python_version < '4'". */
struct PackageNeed
{
    QString text{};
    QString name{}; ///< normalised
    QStringList extras{};
    VersionSpecifiers versions{};
    QString url{};    ///< of "name @ url"; empty
    QString marker{}; ///< empty: always

    /** Nothing for what is none. Pure. */
    static std::optional<PackageNeed> fromText(const QString &text);

    /** Whether it counts there; a marker that cannot be understood does not. */
    bool isActive(const MarkerEnvironment &environment) const;
};

} // namespace portico
