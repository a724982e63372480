// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/library.h"
#include "core/vendoring/vendored.h"

namespace portico::app {

/** Keeps an install of that name for offline, as a real record with a real file: the archive of a
 *  node pack is all that it is made of. */
VendoredState writeKept(const Library &library, const QString &name,
                        const QList<VendoredLack> &lacks = {});

} // namespace portico::app
