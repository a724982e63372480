// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/ownwindow.h"

#include <QFileInfo>

#include <array>
#include <windows.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** The path that an installer wrote there; empty for none, or one that is no file any more. */
QString appPath(HKEY root, const QString &name)
{
    const std::wstring key =
        (u"Software\\Microsoft\\Windows\\CurrentVersion\\App Paths\\"_s + name).toStdWString();
    std::array<wchar_t, 1024> text{};
    auto bytes = static_cast<DWORD>(text.size() * sizeof(wchar_t));
    const LSTATUS status =
        ::RegGetValueW(root, key.c_str(), nullptr, RRF_RT_REG_SZ, nullptr, text.data(), &bytes);
    const QString path =
        status == ERROR_SUCCESS ? QString::fromWCharArray(text.data()).remove(u'"') : QString();
    return QFileInfo(path).isFile() ? path : QString();
}

} // namespace

std::optional<FoundBrowser> findOwnWindowBrowser()
{
    return firstOwnWindowBrowser(Os::Windows, [](const QString &name) {
        const QString mine = appPath(HKEY_CURRENT_USER, name);
        return mine.isEmpty() ? appPath(HKEY_LOCAL_MACHINE, name) : mine;
    });
}

} // namespace portico
