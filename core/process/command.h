// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QProcessEnvironment>
#include <QStringList>

namespace portico {

/**
 * A program to run: never a shell string. `environment` is the whole environment of the child.
 * Values listed in `secrets` are masked whenever the command is shown or logged.
 */
struct Command
{
    QString program;
    QStringList arguments;
    QString workingFolder;
    QProcessEnvironment environment;
    QStringList secrets;

    friend bool operator==(const Command &, const Command &) = default;
};

/** The command as one line a person can paste into a shell of that system; secrets masked. */
QString displayText(const Command &command, Os os);

} // namespace portico
