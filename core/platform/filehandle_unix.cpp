// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/filehandle.h"

#include <cerrno>
#include <unistd.h>

namespace portico {

// After EINTR the descriptor is closed nevertheless (close(2)).
bool FileHandle::close()
{
    const auto descriptor = static_cast<int>(std::exchange(m_value, kNone));
    return descriptor < 0 || ::close(descriptor) == 0 || errno == EINTR;
}

} // namespace portico
