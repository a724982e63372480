// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace portico::helper {

/** `portico-helper unpack`: a finite part (helper/part.h) that unpacks one archive. */
int runUnpack(const QStringList &arguments);
/** `portico-helper list`: the same for looking into one. */
int runList(const QStringList &arguments);

} // namespace portico::helper
