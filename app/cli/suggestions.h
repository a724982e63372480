// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/installs/install.h"

#include <functional>

namespace portico::cli {

/** A word that a shell may complete. */
struct Suggestion
{
    QString word;
    QString description; ///< one line
};

/** What fits at the cursor. */
struct Suggestions
{
    QList<Suggestion> words{};
    bool alsoFiles = false; ///< names of files and folders fit as well; the shell knows those
};

/** The installs of a library (empty: of the usual one). */
using Installs = std::function<QList<Install>(const QString &library)>;

/**
 * What fits for the last of `words`, which stand after the program's name; the last one may be
 * empty. `installs` is only asked where an install fits. Otherwise pure.
 */
Suggestions suggest(const QList<Command> &commands, QStringList words, const Installs &installs);

} // namespace portico::cli
