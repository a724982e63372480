// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

namespace portico {

/** The system that this program was built for. */
constexpr Os hostOs()
{
#if defined(Q_OS_WIN)
    return Os::Windows;
#elif defined(Q_OS_MACOS)
    return Os::MacOS;
#else
    return Os::Linux;
#endif
}

/** The processor family that this computer has (not the one this program was built for: Rosetta).
 */
Architecture hostArchitecture();

} // namespace portico
