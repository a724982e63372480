// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

#include <QJsonObject>

namespace portico::cli {

/** An option that a command declares. */
struct KnownOption
{
    QStringList names; ///< as they are typed: "-h", "--help"
    QString value;     ///< what its value is called; empty: it takes none
    QString description;
};

/** A positional argument; `name` is "list|search" where it is one of these words. */
struct KnownArgument
{
    QString name;
    QString description;
};

/** What a command's parser was told, for completion and the manual. */
struct CommandWords
{
    QList<KnownOption> options;
    QList<KnownArgument> arguments;
};

/**
 * Runs the command's `declare` and reads what it declared. QCommandLineParser tells that in its
 * help text only, whose columns are fixed here by one more option of the widest name. Pure.
 */
CommandWords declaredWords(const Command &command);

/** The options that every command takes. */
QList<KnownOption> commonOptions();

/** All commands as `porticoctl help --json` prints them: `{"commands": […], "options": […]}`. */
QJsonObject helpJson(const QList<Command> &commands);
/** One of them. */
QJsonObject helpJson(const Command &command);

} // namespace portico::cli
