// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"

#include <QStringList>

#include <functional>

namespace portico {

/** What putting in packages of the system depends on. */
struct SystemMeans
{
    Os os = Os::Linux;
    bool isSuperuser = false;
    bool hasTerminal = false; ///< somebody can type a password
    /** Where a program of PATH lies; empty: there is none. */
    std::function<QString(const QString &program)> find{};
    /** Whether that package is there. */
    std::function<bool(const QString &package)> has{};
};

/** This computer's, as it is now. Small reads. */
SystemMeans hostSystemMeans();

/** What a pack asks of the system by [apt] and [brew]. */
struct SystemWishes
{
    QStringList apt{};
    QStringList brew{};

    friend bool operator==(const SystemWishes &, const SystemWishes &) = default;
};

/** Those for this system that are not there. Pure. */
QStringList missingSystemPackages(const SystemWishes &wishes, const SystemMeans &facts);

/** A program with its arguments; nothing of it needs quotes. */
struct SystemCommand
{
    QString program{}; ///< empty: there is none
    QStringList arguments{};

    bool isEmpty() const { return program.isEmpty(); }
    /** The line to copy. */
    QString shown() const;

    friend bool operator==(const SystemCommand &, const SystemCommand &) = default;
};

/**
 * What puts these packages in: apt-get, by root itself, else by sudo where a password can be typed,
 * else by pkexec, which asks in a window; Homebrew always by the person. Never run unasked. Pure.
 * Errors: Unsupported (no such program here), InvalidInput (a name that is none: it comes from
 * strangers).
 */
Result<SystemCommand> systemPackagesCommand(const QStringList &packages, const SystemMeans &facts);

/** The names in dpkg's list of what is installed, with what they provide. Pure. */
QStringList installedInDpkg(const QByteArray &status);

} // namespace portico
