// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QStringList>
#include <QUrl>

#include <functional>
#include <optional>

namespace portico {

/** A browser that shows a page in a window of its own, without tabs and address bar. */
struct OwnWindowBrowser
{
    QString title; ///< "Google Chrome"
    /** What the system calls it: a program's name on the PATH of Linux, a name among the App Paths
     *  of Windows, an application's folder of macOS. */
    QString name;
};

/** Those built on Chromium, whose switch --app= this is; in the order in which they are asked for.
 */
QList<OwnWindowBrowser> ownWindowBrowsers(Os os);

/** Program and arguments that open the page so; `place` is where findOwnWindowBrowser() found it.
 */
QStringList ownWindowCommand(Os os, const QString &place, const QUrl &page);

/** A browser that is here, and where. */
struct FoundBrowser
{
    QString title;
    QString place; ///< absolute path of the program; on macOS of the application
};

/** The first of a system's that `look` knows the place of; it answers empty for others. */
std::optional<FoundBrowser> firstOwnWindowBrowser(
    Os os, const std::function<QString(const QString &name)> &look);

/** The one that this computer has. Looks at a few files or registry values, and returns at once. */
std::optional<FoundBrowser> findOwnWindowBrowser();

/**
 * Opens a web page in a window of its own. False where no such browser is here or it does not
 * start; for addresses other than http and https, too. Returns at once.
 */
bool openOwnWindow(const QUrl &page);

} // namespace portico
