// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace portico {

/**
 * What an archive may call its entries (reliability.md 4.1, A1 to A10), as pure functions of the
 * raw bytes and an Os. A name is UTF-8 with '/'; a folder's final '/' must be cut off before.
 */
enum class NameFault {
    None,
    Empty,
    InvalidUtf8,
    Nul,
    ControlCharacter,
    TextDirection, ///< makes a name look like another one
    Absolute,
    DriveLetter,
    NetworkPath,
    Traversal,
    DotComponent, ///< ".", "a//b", "a/./b"
    OnlySpaces,
    Stream, ///< a ':' names a stream of another file on NTFS
    PathTooLong,
    NameTooLong,
    TooDeep,
    Reserved,    ///< a device on Windows
    NotPortable, ///< <>"|?*\ or a dot or space at the end
};

/** Bounds of reliability.md 4.1. */
constexpr qsizetype maxPathBytes = 1024;
constexpr qsizetype maxNameBytes = 255;
constexpr int maxDepth = 64;

/** The fault for which an entry is refused on that system; None for a good name. */
NameFault nameFault(QByteArrayView path, Os os);

/** The fault that would refuse a name of this system on Windows: worth a warning elsewhere. */
NameFault portabilityFault(QByteArrayView path);

/**
 * The fault of a symbolic link's target as it is written: absolute, or leading out of the root when
 * it is read word by word from the link's folder. Links that lead through other links are the
 * EntryLedger's to resolve.
 */
NameFault linkTargetFault(QByteArrayView linkPath, QByteArrayView target, Os os);

/** "./a", as `tar -C folder .` and some zip programs write it, is "a"; "." and "./" are the root
 *  itself and become empty. Dots elsewhere stay, to be refused. */
QByteArray withoutDotPrefix(QByteArray path);

/** The fault in words that end a sentence: "its name leads out of the folder". */
QString faultText(NameFault fault);

/** A name for people: bad bytes and control characters replaced, cut to a bearable length. */
QString shownName(QByteArrayView path);

/** "a/b" of "a/b/c"; empty at the top. */
QByteArrayView parentPath(QByteArrayView path);

/** "c" of "a/b/c". */
QByteArrayView leafName(QByteArrayView path);

} // namespace portico
