// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"

#include <QStringList>

#include <functional>
#include <memory>

namespace portico::cli {

/** One thing that `porticoctl snapshot` does: its words are those after its name, an install first
 *  but for a few. */
struct SnapshotVerb
{
    QString name;
    QString syntax;
    int minimumWords = 1;
    int maximumWords = 1;
    QStringList options{}; ///< that it takes
    std::function<std::unique_ptr<RunningCommand>(const CommandContext &, const QStringList &)>
        make{};
};

Command snapshotCommand();

QList<SnapshotVerb> snapshotRecordVerbs();  ///< take, list, show, diff, note, remove, export
QList<SnapshotVerb> snapshotRestoreVerbs(); ///< restore, import

} // namespace portico::cli
