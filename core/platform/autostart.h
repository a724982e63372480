// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"

#include <QStringList>

namespace portico {

/**
 * The text by which a system starts a program when the person signs in: a freedesktop desktop
 * entry, the command line of a value of Windows' Run key, a LaunchAgent of macOS. `command` is the
 * program's absolute path and its arguments; quoted as the system reads it again. Pure.
 */
QString autostartText(Os os, const QStringList &command);

/** This program as it is to be started then, without its window where it has a tray. Of an AppImage
 *  its own file counts, not what it is unpacked as. */
QStringList autostartCommand();

/** Whether this system lets a program be started so: not in a sandbox, whose path is of no use
 *  outside of it. */
bool hasAutostart();

/** Whether there is an entry that counts: a desktop's own settings may have turned it off. The
 * entry is all that is kept, so that both always agree. */
bool isAutostartOn();

/** Makes the entry, or makes it anew where it says something else; nothing where it is right. */
Result<> setAutostart(const QStringList &command);
/** Removes it; success where there is none. */
Result<> removeAutostart();

} // namespace portico
