// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace portico::helper {

/** `portico-helper pac`: runs a network's proxy script for some addresses (core/net/pacrunner.h).
 */
int runPac(const QStringList &arguments);

} // namespace portico::helper
