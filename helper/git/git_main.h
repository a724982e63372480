// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace portico::helper {

/** `portico-helper git`: a finite part (helper/part.h) that clones one repository. */
int runGit(const QStringList &arguments);

} // namespace portico::helper
