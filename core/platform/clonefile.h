// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>

namespace portico {

/** The ways to have a file a second time, from best to always possible. */
enum class CloneMethod {
    Reflink,  ///< shares blocks until one side is changed; costs nothing
    HardLink, ///< one file with two names: only for files that nobody changes
    Copy,
};

/** Gives the file a second time under a new name. ErrorCode::Unsupported: this method does not work
 *  between these two places; try the next. `to` must not exist. Mode and time are kept. */
Result<> cloneFile(const QString &from, const QString &to, CloneMethod method);

} // namespace portico
