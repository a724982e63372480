// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QString>

namespace portico {

/**
 * What uv's last words mean, as an error for a person: which index or package, why, what next.
 * Pure. Codes: Network (no index reached), Refused (certificate), PermissionDenied (401, 403),
 * HttpStatus, NotFound (no such package or version), Unsupported (nothing for this Python or
 * system, or versions that clash), HashMismatch, DiskFull, ProcessFailed (anything else, with uv's
 * words).
 */
Error uvFailure(const QString &words);

} // namespace portico
