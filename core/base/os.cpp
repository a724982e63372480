// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/os.h"

using namespace Qt::StringLiterals;

namespace portico {

QString osName(Os os)
{
    switch (os) {
    case Os::Linux:
        return u"linux"_s;
    case Os::Windows:
        return u"windows"_s;
    case Os::MacOS:
        return u"macos"_s;
    }
    return {};
}

QString osTitle(Os os)
{
    switch (os) {
    case Os::Linux:
        return u"Linux"_s;
    case Os::Windows:
        return u"Windows"_s;
    case Os::MacOS:
        return u"macOS"_s;
    }
    return {};
}

QString architectureName(Architecture architecture)
{
    switch (architecture) {
    case Architecture::X64:
        return u"x64"_s;
    case Architecture::Arm64:
        return u"arm64"_s;
    }
    return {};
}

std::optional<Os> osFromName(QStringView name)
{
    for (const Os os : {Os::Linux, Os::Windows, Os::MacOS}) {
        if (name.compare(osName(os), Qt::CaseInsensitive) == 0)
            return os;
    }
    if (name.compare("darwin"_L1, Qt::CaseInsensitive) == 0)
        return Os::MacOS;
    return std::nullopt;
}

std::optional<Architecture> architectureFromName(QStringView name)
{
    for (const auto alias : {"x64"_L1, "x86_64"_L1, "amd64"_L1}) {
        if (name.compare(alias, Qt::CaseInsensitive) == 0)
            return Architecture::X64;
    }
    for (const auto alias : {"arm64"_L1, "aarch64"_L1}) {
        if (name.compare(alias, Qt::CaseInsensitive) == 0)
            return Architecture::Arm64;
    }
    return std::nullopt;
}

} // namespace portico
