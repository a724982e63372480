// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/platform/fileerror.h"

#include <QFileDevice>

namespace portico {

/** The failure of a QFile as sentences. QFile keeps only the system's words of it, so the number is
 *  found by them. */
Error fileError(FileAct act, const QFileDevice &file);

} // namespace portico
