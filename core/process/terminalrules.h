// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QByteArray>
#include <QMap>
#include <QStringList>

#include <functional>
#include <optional>

namespace portico {

/** What a person wants to see in a terminal of their own. */
struct TerminalWish
{
    QString folder{};          ///< where it begins, absolute
    QStringList firstOnPath{}; ///< folders that come before all others
    QString greeting{};        ///< one line above the prompt
    QString command{};         ///< run once the person pressed Enter; empty: a shell
    QString question{};        ///< shown above the command
    QString farewell{};        ///< shown when the command has ended
};

/** How a terminal is opened: a program, without a shell between. */
struct TerminalLaunch
{
    QString program{};
    QStringList arguments{};

    friend bool operator==(const TerminalLaunch &, const TerminalLaunch &) = default;
};

/**
 * The small files that lead a terminal to where the person wanted it, by name. A terminal that runs
 * already hands nothing of our environment on, and the person's own shell settings come after what
 * was handed on: therefore the shell reads them first, then these. Pure.
 */
QMap<QString, QByteArray> terminalFiles(const TerminalWish &wish, Os os);
/** Which of them is run. */
QString terminalScriptName(Os os);

/** Where a program lies; empty: nowhere. */
using ProgramFinder = std::function<QString(const QString &name)>;

/** The terminal of the person's choice where there is one, else the first known one that is there;
 *  nothing without any. Pure. */
std::optional<TerminalLaunch> terminalLaunch(const QString &script, Os os,
                                             const ProgramFinder &find);

} // namespace portico
