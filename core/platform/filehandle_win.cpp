// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/filehandle.h"

#include <qt_windows.h>

namespace portico {

bool FileHandle::close()
{
    const qintptr handle = std::exchange(m_value, kNone);
    return handle == kNone || CloseHandle(reinterpret_cast<HANDLE>(handle)) != 0;
}

} // namespace portico
