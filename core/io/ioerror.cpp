// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/ioerror.h"

namespace portico {

namespace {

ErrorCode codeOf(QFileDevice::FileError error)
{
    switch (error) {
    case QFileDevice::ResourceError: // what Qt makes of ENOSPC
        return ErrorCode::DiskFull;
    case QFileDevice::PermissionsError:
        return ErrorCode::PermissionDenied;
    case QFileDevice::NoError:
    case QFileDevice::ReadError:
    case QFileDevice::WriteError:
    case QFileDevice::FatalError:
    case QFileDevice::OpenError:
    case QFileDevice::AbortError:
    case QFileDevice::TimeOutError:
    case QFileDevice::UnspecifiedError:
    case QFileDevice::RemoveError:
    case QFileDevice::RenameError:
    case QFileDevice::PositionError:
    case QFileDevice::ResizeError:
    case QFileDevice::CopyError:
        return ErrorCode::Io;
    }
    return ErrorCode::Io;
}

} // namespace

Error fileError(FileAct act, const QFileDevice &file)
{
    if (const int systemError = systemErrorWithText(file.errorString()); systemError != 0)
        return fileError(act, file.fileName(), systemError);
    return fileError(act, file.fileName(), codeOf(file.error()), file.errorString());
}

} // namespace portico
