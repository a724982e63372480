// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/nodes/recoverpacks.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::RecoverCommand)
};

JobCommand::Report reportOf(const RecoveryReport &report)
{
    return [report](Terminal &terminal) {
        terminal.print(QJsonObject{{u"finished"_s, QJsonArray::fromStringList(report.finished)},
                                   {u"rolledBack"_s, QJsonArray::fromStringList(report.rolledBack)},
                                   {u"problems"_s, QJsonArray::fromStringList(report.problems)},
                                   {u"bytesFreed"_s, report.bytesFreed}});
        const QStringList lines = report.finished + report.rolledBack + report.problems;
        for (const QString &line : lines)
            terminal.print(line);
        terminal.print(lines.isEmpty()
                           ? Text::tr("Everything is in order.")
                           : Text::tr("%1 were freed.").arg(sizeText(report.bytesFreed)));
    };
}

} // namespace

Command recoverCommand()
{
    return {
        .name = u"recover"_s,
        .summary = Text::tr("Clean up after an interrupted operation"),
        .syntax = {},
        .description =
            Text::tr("Every command does this by itself first; here it says what it found."),
        .declare = [](QCommandLineParser &) {},
        .minimumArguments = 0,
        .maximumArguments = 0,
        .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
            return std::make_unique<JobCommand>(
                context, Text::tr("Clean up"),
                [library = context.library](const JobContext &job) -> Result<JobCommand::Report> {
                    const Result<RecoveryReport> report = recoverAll(library, job);
                    if (!report)
                        return report.error();
                    return reportOf(*report);
                });
        }};
}

} // namespace portico::cli
