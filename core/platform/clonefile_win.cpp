// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/clonefile.h"
#include "core/platform/fileerror.h"
#include "core/platform/nativepath.h"

#include <qt_windows.h>

namespace portico {

// Windows 11 24H2 and newer clone blocks inside CopyFile on a Dev Drive (ReFS) by themselves, so a
// plain copy is the cheapest there; elsewhere NTFS has no reflinks.
Result<> cloneFile(const QString &from, const QString &to, CloneMethod method)
{
    const std::wstring source = nativePath(from);
    const std::wstring target = nativePath(to);
    BOOL isDone = FALSE;
    switch (method) {
    case CloneMethod::Reflink:
        return fileError(FileAct::Create, to, ErrorCode::Unsupported, {});
    case CloneMethod::HardLink:
        isDone = CreateHardLinkW(target.c_str(), source.c_str(), nullptr);
        break;
    case CloneMethod::Copy:
        isDone = CopyFileExW(source.c_str(), target.c_str(), nullptr, nullptr, nullptr,
                             COPY_FILE_FAIL_IF_EXISTS | COPY_FILE_COPY_SYMLINK);
        break;
    }
    if (isDone)
        return {};
    const int systemError = lastSystemError();
    const bool isUnsupported = systemError == ERROR_INVALID_FUNCTION
        || systemError == ERROR_NOT_SAME_DEVICE || systemError == ERROR_TOO_MANY_LINKS
        || systemError == ERROR_NOT_SUPPORTED;
    return fileError(FileAct::Create, to,
                     isUnsupported ? ErrorCode::Unsupported : errorCodeOfSystem(systemError),
                     systemErrorText(systemError));
}

} // namespace portico
