// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>

namespace portico {

/** The bounds of reliability rule B2. */
struct JsonLimits
{
    qint64 maxBytes = 16LL << 20;
    int maxDepth = 64;
};

/**
 * A JSON object out of bytes that nobody vouches for. Stricter than QJsonDocument: a key that comes
 * twice in one object, a byte-order mark, UTF-16, NUL bytes, numbers that are not finite, comments,
 * anything after the end and nesting beyond the limit are refused. Errors: InvalidInput with the
 * line, or Corrupt when the document is empty, cut off or all NUL, as a power cut leaves it.
 */
Result<QJsonObject> parseJsonObject(const QByteArray &bytes, const JsonLimits &limits = {});

/** The same for a document that is a list, as GitHub's are. */
Result<QJsonArray> parseJsonArray(const QByteArray &bytes, const JsonLimits &limits = {});

/** An object from a file; NotFound if it is not there. The error names the file. */
Result<QJsonObject> readJsonObject(const QString &path, const JsonLimits &limits = {});

/** Indented, with a final line feed: people read these files. */
QByteArray jsonToBytes(const QJsonObject &object);

} // namespace portico
