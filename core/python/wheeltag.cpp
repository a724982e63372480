// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/wheeltag.h"

#include "core/python/environment.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Major and minor digits of "cp312", "py3", "py310"; -1 for what is not told. */
struct PythonTag
{
    QString implementation;
    int major = -1;
    int minor = -1;
};

PythonTag pythonTag(const QString &tag)
{
    const auto digits = std::find_if(tag.begin(), tag.end(), [](QChar c) { return c.isDigit(); });
    const qsizetype length = digits - tag.begin();
    PythonTag read{.implementation = tag.left(length)};
    if (length < tag.size()) {
        read.major = tag.at(length).digitValue();
        bool isNumber = false;
        const int minor = QStringView(tag).sliced(length + 1).toInt(&isNumber);
        read.minor = isNumber ? minor : -1;
    }
    return read;
}

bool fitsPython(const QString &python, const QString &abi, int minor)
{
    const PythonTag tag = pythonTag(python);
    if ((tag.implementation != "cp"_L1 && tag.implementation != "py"_L1) || tag.major != 3)
        return false;
    if (minor < 0 || tag.minor < 0)
        return true;
    const bool isExact = abi != "none"_L1 && abi != "abi3"_L1;
    return isExact ? tag.minor == minor : tag.minor <= minor;
}

bool fitsPlatform(const QString &platform, const PythonEnvironment &environment)
{
    if (platform == "any"_L1)
        return true;
    const bool isArm = environment.architecture == Architecture::Arm64;
    const auto endsWith = [&](QLatin1StringView intel, QLatin1StringView arm) {
        return !environment.architecture || platform.endsWith(isArm ? arm : intel);
    };
    switch (environment.os) {
    case Os::Linux:
        return platform.contains("linux"_L1) && endsWith("x86_64"_L1, "aarch64"_L1);
    case Os::Windows:
        return platform.startsWith("win"_L1) && endsWith("amd64"_L1, "arm64"_L1);
    case Os::MacOS:
        return platform.startsWith("macosx"_L1)
            && (platform.endsWith("universal2"_L1) || endsWith("x86_64"_L1, "arm64"_L1)
                || (!isArm && platform.endsWith("intel"_L1)));
    }
    Q_UNREACHABLE();
}

} // namespace

bool fitsWheelTag(const QString &tag, const PythonEnvironment &environment)
{
    const QStringList parts = tag.toLower().split(u'-');
    if (parts.size() != 3)
        return true; // no tag at all: nothing can be said
    bool isNumber = false;
    const int minor = environment.pythonVersion.section(u'.', 1, 1).toInt(&isNumber);
    const QStringList platforms = parts.at(2).split(u'.');
    const QStringList pythons = parts.at(0).split(u'.');
    const QStringList abis = parts.at(1).split(u'.');
    const auto isFitting = [&](const QString &python) {
        return std::any_of(abis.begin(), abis.end(), [&](const QString &abi) {
            return fitsPython(python, abi, isNumber ? minor : -1);
        });
    };
    return std::any_of(pythons.begin(), pythons.end(), isFitting)
        && std::any_of(platforms.begin(), platforms.end(), [&](const QString &platform) {
               return fitsPlatform(platform, environment);
           });
}

} // namespace portico
