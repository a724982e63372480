// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

namespace portico::app {

/** The core's next steps sometimes name a command or option of porticoctl: here is what the window
 *  has instead of those that bundles and GitHub meet. Others stay as they are. Pure. */
Error inWindowWords(Error error);

template <typename T>
Result<T> inWindowWords(Result<T> result)
{
    return result ? result : Result<T>(inWindowWords(result.error()));
}

} // namespace portico::app
