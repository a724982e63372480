// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/exitcode.h"

namespace portico::cli {

ExitCode exitCodeFor(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage:
        return UsageError;
    case ErrorCode::Refused:
    case ErrorCode::HashMismatch:
    case ErrorCode::Unverified:
        return RefusedInput;
    case ErrorCode::NotFound:
        return NothingThere;
    case ErrorCode::Busy:
        return SomebodyElse;
    case ErrorCode::Cancelled:
    case ErrorCode::InvalidInput:
    case ErrorCode::AlreadyExists:
    case ErrorCode::Unsupported:
    case ErrorCode::Corrupt:
    case ErrorCode::Network:
    case ErrorCode::HttpStatus:
    case ErrorCode::Timeout:
    case ErrorCode::DiskFull:
    case ErrorCode::PermissionDenied:
    case ErrorCode::ReadOnly:
    case ErrorCode::Io:
    case ErrorCode::ProcessFailed:
    case ErrorCode::Internal:
        return Failed;
    }
    return Failed;
}

} // namespace portico::cli
