// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace portico {

/** Where the one wheel of a package is. */
struct WheelAddress
{
    QString package; ///< normalised
    QString version;
    QUrl url;
    Sha256 sha256{}; ///< null: the index tells none
    qint64 size = -1;
};

/**
 * The wheels in a pylock.toml (PEP 751) as `uv pip compile --format pylock.toml` writes it for one
 * interpreter: the one that it would install, for each package. Pure. Errors: InvalidInput,
 * NotFound (a package without wheel, named).
 */
Result<QList<WheelAddress>> wheelAddresses(const QByteArray &bytes);

/** The same for source archives. Pure. */
Result<QList<WheelAddress>> sourceAddresses(const QByteArray &bytes);

} // namespace portico
