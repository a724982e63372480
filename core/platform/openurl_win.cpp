// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/openurl.h"

// clang-format off
#include <qt_windows.h> // must come before shellapi.h
#include <shellapi.h>
// clang-format on

namespace portico {

bool openUrl(const QUrl &url)
{
    const std::wstring address = url.toString(QUrl::FullyEncoded).toStdWString();
    const auto outcome = reinterpret_cast<INT_PTR>(
        ShellExecuteW(nullptr, L"open", address.c_str(), nullptr, nullptr, SW_SHOWNORMAL));
    return outcome > 32; // ShellExecute's documented limit between errors and success
}

} // namespace portico
