// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QCoreApplication;

namespace portico::helper {

/**
 * `portico-helper unpack`: reads one request line (core/archive/unpackprotocol.h) from standard
 * input, unpacks, and says lines on standard output. The end of standard input stops it, so it ends
 * with its parent, in whatever manner that ends. Exit code 0: done; 1: failed, with an error line;
 * 2: wrong usage.
 */
int runUnpack(QCoreApplication &application, const QStringList &arguments);

} // namespace portico::helper
