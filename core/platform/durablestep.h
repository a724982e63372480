// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/platform/durable.h"

#include <QStringList>

namespace portico {

/** One try to rename; 0 or the system's number. Private to core/platform: durable.cpp repeats it.
 */
int renameOnce(const QString &from, const QString &to, IfExists ifExists);

/** One try to remove a file; 0, also when it is not there, or the system's number. */
int removeOnce(const QString &file);

/** Whether a failure to rename or remove in these folders may pass in a moment: somebody, such as a
 *  virus scanner, holds the file. */
bool isPassingFailure(int systemError, const QStringList &folders);

} // namespace portico
