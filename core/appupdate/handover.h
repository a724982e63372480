// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/appupdate/installedas.h"
#include "core/base/jobcontext.h"
#include "core/process/command.h"

namespace portico {

class Library;

/** How the platform's own installer is opened with a fetched file. Nothing on Linux, where an
 *  AppImage is replaced. Pure but for the environment. */
std::optional<Command> installerCommand(Os os, const QString &file);

/** Ids of the installs of that library whose session runs now. Blocking: one lock each. */
QStringList runningSessions(const Library &library);

/** What became of an update. */
struct HandedOver
{
    QString previous;                ///< where the old program is kept; empty: no such thing
    bool isInstallerStarted = false; ///< the rest is the installer's and the person's
};

/** The lock file of handOver() for those settings. */
QString handOverLock(const QString &settingsFolder);

/**
 * Installs a fetched file the platform's way: replaces the AppImage, or starts the installer, which
 * waits until Portico has ended. Never while a session of the library runs: Busy, naming them. The
 * file is hashed again here. `lockFile` keeps two Porticos from doing it at once: the second is
 * refused, Busy. Blocking. Errors: also HashMismatch, ProcessFailed, those of replaceAppImage().
 */
Result<HandedOver> handOver(const UpdateFile &file, const QString &fetched, const AppFacts &facts,
                            const Library &library, const QString &lockFile, const JobContext &job);

} // namespace portico
