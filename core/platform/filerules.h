// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QString>
#include <QStringView>

namespace portico {

/**
 * The file name rules of the three systems as pure functions, so that Linux tests them all.
 * A "name" is one component, without separators; a "path" uses '/'.
 */

/** Whether Windows keeps this name for a device: CON, nul.txt, COM1, COM¹, CONIN$, in any case. */
bool isReservedName(QStringView name);

/** Whether this name can be held by all three systems: not reserved, no control characters, none
 *  of <>:"|?*\ and no dot or space at the end, at most 255 bytes. */
bool isPortableName(QStringView name);

/** Whether this name can be held by that system. "", "." and ".." never can. */
bool isPossibleName(QStringView name, Os os);

/** How long names and paths may be. Windows counts UTF-16 units, the others bytes of UTF-8. */
struct PathLimits
{
    int name = 255;
    int path = 4095;
    int plainPath = 4095; ///< what programs without long path support reach (Windows: 259)
};
PathLimits pathLimits(Os os);

/** The length of a text as that system counts it. */
qsizetype systemLength(QStringView text, Os os);

/** Whether the path and each of its names are within the limits of that system. */
bool isWithinLimits(QStringView path, Os os);

/**
 * Two paths with the same key would be one file on a system that ignores case or normalises names:
 * canonical caseless matching (Unicode 3.13, D145), given in NFC. "Straße", "STRASSE" and
 * "é" in both forms fall together.
 */
QString collisionKey(QStringView path);

/** Whether a path is absolute on that system; C:x, //server/x and \\?\x are on Windows. */
bool isAbsoluteOn(QStringView path, Os os);

/** ".exe" on Windows, else empty. */
QString executableSuffix(Os os);

/** What separates the folders in PATH: ';' on Windows, else ':'. */
QChar pathListSeparator(Os os);

/** The folder of a virtual environment that holds its programs: "Scripts" or "bin". */
QString venvProgramFolder(Os os);

/** A virtual environment's interpreter, relative to it. */
QString venvPython(Os os);

} // namespace portico
