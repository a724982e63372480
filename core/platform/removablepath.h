// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QStringView>

namespace portico {

/**
 * Whether a path may be given to a recursive removal at all: absolute, without "." and ".." in it,
 * and at least two names deep ("/home", "C:/Users" never are). A forgotten value must not cost a
 * computer. Pure: nothing is looked at.
 */
bool isRemovablePath(QStringView path);

/** Internal: our own code was about to remove what it must not. */
Error unsafePathError(const QString &path);

} // namespace portico
