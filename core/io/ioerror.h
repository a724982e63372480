// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/platform/fileerror.h"

#include <QFileDevice>

namespace portico {

/** The failure of a QFile as sentences. QFile keeps only the kind and the system's words, so prefer
 *  the functions of core/io and core/platform, which keep the number. */
Error fileError(FileAct act, const QFileDevice &file);

} // namespace portico
