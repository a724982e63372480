// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/libcversion.h"

namespace portico {

QString glibcVersion()
{
    return {};
}

} // namespace portico
