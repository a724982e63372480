// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace portico {

/**
 * On which line every value of a JSON text stands, by its JSON pointer (RFC 6901): "/nodes/3/url"
 * is on line 12; a key and its value count where the key stands. For texts that parseJsonObject()
 * or parseJsonArray() took: in any other the answer is of no use. Never recursive. Pure.
 */
QHash<QString, int> jsonLines(QByteArrayView text);

/** A key as a part of a pointer: '~' and '/' are written "~0" and "~1". */
QString pointerPart(const QString &key);

} // namespace portico
