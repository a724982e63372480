// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace portico {

/**
 * The whole content of a small regular file. NotFound if it is not there; InvalidInput if it has
 * more than `maxBytes` or is no regular file (a pipe would never end).
 */
Result<QByteArray> readFile(const QString &path, qint64 maxBytes);

/** Makes a folder and its parents; success if it is there already. */
Result<> makeFolder(const QString &path);

} // namespace portico
