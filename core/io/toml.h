// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace portico {

/** No TOML file that is read here is longer. */
inline constexpr qint64 kMostTomlBytes = 1 << 20;

/**
 * A TOML document (version 1.0) as the same tree of objects, lists and values that JSON gives;
 * dates and times become their text. `name` is what errors call it. Errors: InvalidInput with the
 * line for what is no TOML (a key that comes twice included), or longer than kMostTomlBytes.
 */
Result<QJsonObject> parseToml(const QByteArray &bytes, const QString &name);

/** The same from a file; NotFound if it is not there. A small read. */
Result<QJsonObject> readToml(const QString &path);

} // namespace portico
