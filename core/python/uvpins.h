// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/os.h"

#include <QStringList>
#include <QUrl>

namespace portico {

/** The one version of uv that is fetched where none is there. To raise it, change all three. */
QString pinnedUvVersion();

/** The hashes of its wheels on the package index, all platforms: pip takes one that is among them.
 *  As `uv pip compile --generate-hashes` printed them for that version. */
QStringList pinnedUvWheelHashes();

/** Its archive among the GitHub release's files. */
struct UvRelease
{
    QUrl url;
    Sha256 sha256;
    QString programInside; ///< path in the archive
};
UvRelease pinnedUvRelease(Os os, Architecture architecture);

} // namespace portico
