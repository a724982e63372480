// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/python/environment.h"

#include <QByteArray>
#include <QDateTime>
#include <QUrl>

namespace portico {

/** A file of a package, as an index tells of it. */
struct PackageFile
{
    QString name{}; ///< "numpy-2.3.4-cp312-cp312-manylinux_2_28_x86_64.whl"
    QUrl url{};
    qint64 size = -1;     ///< -1: not told
    QDateTime uploaded{}; ///< invalid: not told
    QList<Sha256> hashes{};
};

/** One package of a resolution. */
struct ResolvedPackage
{
    QString name{}; ///< normalised
    QString version{};
    QList<PackageFile> wheels{}; ///< those that fit this computer, the best first
    PackageFile source{};        ///< its source archive; without a name: none
    QUrl address{};              ///< of a package that was named by its address; else empty

    /** What would be installed. */
    const PackageFile &file() const { return wheels.isEmpty() ? source : wheels.constFirst(); }
};

/**
 * What `uv pip compile --format pylock.toml` printed (PEP 751), as far as it counts there: packages
 * whose marker does not hold are left out. Errors: Corrupt naming the package.
 */
Result<QList<ResolvedPackage>> parseResolution(const QByteArray &bytes,
                                               const PythonEnvironment &environment);

} // namespace portico
