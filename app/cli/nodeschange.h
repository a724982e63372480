// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "core/nodes/changepacks.h"

#include <QCommandLineOption>

#include <functional>

namespace portico::cli {

/** When a change is carried out. */
enum class CarryOut {
    WithYes,      ///< only with --yes: it is shown otherwise
    WhenHarmless, ///< also without, where no package comes or goes
};

/** One change of node packs as `porticoctl nodes …` asks for it. */
struct ChangeWish
{
    QString title;   ///< of the job
    QString install; ///< id or name
    PackChange change{};
    QStringList typed{}; ///< sources of Install, as typed
    CarryOut when = CarryOut::WithYes;
    /** Instead of prepareChange(). */
    std::function<Result<PreparedChange>(const NodeServices &, const Install &, const PackChange &,
                                         const JobContext &)>
        prepare{};
    QString nothing{}; ///< said where nothing is to be done
};

/** Plans, shows the plan, and carries it out as far as the options say. */
std::unique_ptr<RunningCommand> changeNodes(const CommandContext &context, const ChangeWish &wish);

/** --yes, --without, --allow-builds, --registry. */
QList<QCommandLineOption> changeOptions();
QCommandLineOption registryOption();

/** The plan for people. */
QStringList planLines(const ChangePlan &plan);

} // namespace portico::cli
