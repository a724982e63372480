// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace portico {

/**
 * The first `most` bytes of a regular file, with as few questions to the system as possible: for
 * thousands of small files. Empty where there is none, or it is a pipe, a device or a folder. The
 * path is UTF-8, on Unix the system's own bytes.
 */
QByteArray readFileStart(const QByteArray &path, qint64 most);

} // namespace portico
