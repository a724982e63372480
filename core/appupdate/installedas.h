// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/appupdate/updatemetadata.h"
#include "core/base/jobcontext.h"

#include <QProcessEnvironment>

namespace portico {

class ProcessRunner;

/** What tells how this Portico came onto the computer. */
struct AppFacts
{
    Os os = Os::Linux;
    QString program;        ///< the path of the program that runs
    QString appImage;       ///< the AppImage that it runs from (APPIMAGE); empty: none
    QString appImageFolder; ///< where that is mounted (APPDIR)
    bool isFlatpak = false;
    bool isSnap = false;
    QString packageManager;      ///< that owns the program's file: "dpkg", "rpm", "pacman"
    bool hasUninstaller = false; ///< Windows: the setup's, beside the program

    /** Whether somebody else updates it. */
    bool hasOwner() const { return isFlatpak || isSnap || !packageManager.isEmpty(); }
};

/**
 * Which kind of file updates it. Unsupported, in words for the person, where that is somebody
 * else's work (the system's packages, Flatpak, Snap) or nobody's (a build of the source, an archive
 * that was unpacked). Pure.
 */
Result<UpdateKind> updateKindFor(const AppFacts &facts);

/** These facts of this program. Asks the package managers that are here, each for at most 10 s.
 *  Blocking. */
AppFacts readAppFacts(const QProcessEnvironment &environment, const ProcessRunner &processes,
                      const JobContext &job);

/** The package manager that says the file is its own; empty: none does. Blocking. */
QString packageManagerOf(const QString &file, const ProcessRunner &processes,
                         const JobContext &job);

} // namespace portico
