// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/filerules.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

constexpr QStringView kForbiddenOnWindows = u"<>:\"|?*\\/";

bool isControl(QChar c)
{
    return c.unicode() < 0x20 || c.unicode() == 0x7f;
}

bool isPortDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || c == u'\u00b9' || c == u'\u00b2' || c == u'\u00b3';
}

bool isPossibleOnWindows(QStringView name)
{
    if (isReservedName(name) || name.endsWith(u'.') || name.endsWith(u' '))
        return false;
    return std::none_of(name.begin(), name.end(), [](QChar c) {
        return c.unicode() < 0x20 || kForbiddenOnWindows.contains(c);
    });
}

} // namespace

bool isReservedName(QStringView name)
{
    // Windows looks at what stands before the first dot or colon, without spaces at its end.
    const auto end =
        std::find_if(name.begin(), name.end(), [](QChar c) { return c == u'.' || c == u':'; });
    const QString stem = name.left(end - name.begin()).trimmed().toString().toUpper();
    for (const auto device : {"CON"_L1, "PRN"_L1, "AUX"_L1, "NUL"_L1, "CONIN$"_L1, "CONOUT$"_L1}) {
        if (stem == device)
            return true;
    }
    return stem.size() == 4 && (stem.startsWith("COM"_L1) || stem.startsWith("LPT"_L1))
        && isPortDigit(stem.back());
}

bool isPortableName(QStringView name)
{
    return !name.isEmpty() && isPossibleOnWindows(name)
        && std::none_of(name.begin(), name.end(), isControl) && name.toUtf8().size() <= 255;
}

bool isPossibleName(QStringView name, Os os)
{
    if (name.isEmpty() || name == u'.' || name == u".." || name.contains(QChar::Null)
        || name.contains(u'/') || systemLength(name, os) > pathLimits(os).name)
        return false;
    switch (os) {
    case Os::Windows:
        return isPossibleOnWindows(name);
    case Os::MacOS:
        return !name.contains(u':'); // the Finder's '/'
    case Os::Linux:
        return true;
    }
    return false;
}

PathLimits pathLimits(Os os)
{
    switch (os) {
    case Os::Linux:
        return {.name = 255, .path = 4095, .plainPath = 4095};
    case Os::Windows:
        return {.name = 255, .path = 32'000, .plainPath = 259};
    case Os::MacOS:
        return {.name = 255, .path = 1023, .plainPath = 1023};
    }
    return {};
}

qsizetype systemLength(QStringView text, Os os)
{
    return os == Os::Windows ? text.size() : text.toUtf8().size();
}

bool isWithinLimits(QStringView path, Os os)
{
    const PathLimits limits = pathLimits(os);
    if (systemLength(path, os) > limits.path)
        return false;
    for (const QStringView name : path.split(u'/')) {
        if (systemLength(name, os) > limits.name)
            return false;
    }
    return true;
}

QString collisionKey(QStringView path)
{
    const QString decomposed = path.toString().normalized(QString::NormalizationForm_D);
    QString widened;
    widened.reserve(decomposed.size());
    for (const QChar c : decomposed) {
        // QString::toCaseFolded() maps one character to one; "ß" and "ﬁ" fold to two.
        const QString upper = c.unicode() < 0x80 ? QString(c) : QString(c).toUpper();
        widened += upper.size() > 1 ? upper : QString(c);
    }
    return widened.toCaseFolded().normalized(QString::NormalizationForm_C);
}

bool isAbsoluteOn(QStringView path, Os os)
{
    if (path.startsWith(u'/'))
        return true;
    if (os != Os::Windows)
        return false;
    const bool hasDrive = path.size() >= 2 && path.at(1) == u':' && path.at(0).isLetter()
        && path.at(0).unicode() < 0x80;
    return hasDrive || path.startsWith(u'\\');
}

QString executableSuffix(Os os)
{
    return os == Os::Windows ? u".exe"_s : QString();
}

QChar pathListSeparator(Os os)
{
    return os == Os::Windows ? u';' : u':';
}

QString venvProgramFolder(Os os)
{
    return os == Os::Windows ? u"Scripts"_s : u"bin"_s;
}

QString venvPython(Os os)
{
    return venvProgramFolder(os) + u"/python"_s + executableSuffix(os);
}

} // namespace portico
