// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/autostart.h"
#include "core/platform/fileerror.h"

#include <windows.h>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr auto kKey = L"Software\\Microsoft\\Windows\\CurrentVersion\\Run";
constexpr auto kValue = L"Portico";
const auto kShownKey = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run"_L1;

} // namespace

bool hasAutostart()
{
    return true;
}

bool isAutostartOn()
{
    return ::RegGetValueW(HKEY_CURRENT_USER, kKey, kValue, RRF_RT_REG_SZ, nullptr, nullptr, nullptr)
        == ERROR_SUCCESS;
}

Result<> setAutostart(const QStringList &command)
{
    const std::wstring text = autostartText(Os::Windows, command).toStdWString();
    const auto bytes = static_cast<DWORD>((text.size() + 1) * sizeof(wchar_t));
    const LSTATUS status =
        ::RegSetKeyValueW(HKEY_CURRENT_USER, kKey, kValue, REG_SZ, text.c_str(), bytes);
    if (status != ERROR_SUCCESS)
        return fileError(FileAct::Write, kShownKey, static_cast<int>(status));
    return {};
}

Result<> removeAutostart()
{
    const LSTATUS status = ::RegDeleteKeyValueW(HKEY_CURRENT_USER, kKey, kValue);
    if (status != ERROR_SUCCESS && status != ERROR_FILE_NOT_FOUND)
        return fileError(FileAct::Remove, kShownKey, static_cast<int>(status));
    return {};
}

} // namespace portico
