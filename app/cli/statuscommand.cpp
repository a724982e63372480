// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/installjson.h"
#include "app/cli/judgedcommand.h"
#include "core/installs/installfile.h"
#include "core/server/currentstatus.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::StatusCommand)
};

struct Row
{
    Install install;
    SessionStatus status;
};

QJsonObject rowJson(const Row &row)
{
    return {{u"id"_s, row.install.id.toString()},
            {u"name"_s, row.install.name},
            {u"session"_s, toJson(row.status)}};
}

void printRow(Terminal &terminal, const Row &row)
{
    const SessionStatus &status = row.status;
    const bool isSafe = status.isSafe && status.state != SessionState::Stopped;
    const QString state = isSafe
        ? Text::tr("%1 (safe start, without node packs)").arg(stateWord(status.state))
        : stateWord(status.state);
    terminal.print(u"%1: %2"_s.arg(row.install.name, state));
    if (!status.activity.isEmpty())
        terminal.print(u"  "_s + status.activity);
    if (status.state == SessionState::Ready)
        terminal.print(u"  "_s
                       + Text::tr("%1, process %2, %3")
                             .arg(status.url.toString())
                             .arg(status.processId)
                             .arg(status.device));
    if (status.state == SessionState::Crashed) {
        terminal.print(u"  "_s + status.exitText);
        for (const QString &line :
             status.lastLines.mid(std::max<qsizetype>(0, status.lastLines.size() - 10)))
            terminal.print(u"  | "_s + line);
        if (status.failure)
            terminal.print(u"  "_s + status.failure->message + u' ' + status.failure->nextStep);
    }
}

/** Whether the exit code tells of what was seen, for health checks. */
enum class Judging { No, IsReady };

Result<JudgedCommand::Report> collect(const Library &library, const QStringList &wanted,
                                      Judging judging)
{
    QList<Row> rows;
    if (wanted.isEmpty()) {
        for (const Install &install : listInstalls(library).installs)
            rows.append({install, currentStatus(library, install.id)});
    } else {
        const Result<Install> install = findInstall(library, wanted.constFirst());
        if (!install)
            return install.error();
        rows.append({*install, currentStatus(library, install->id)});
    }
    const bool isOne = !wanted.isEmpty();
    const bool areReady = std::all_of(rows.begin(), rows.end(), [](const Row &row) {
        return row.status.state == SessionState::Ready;
    });
    const int code = judging == Judging::IsReady && !areReady ? Failed : Done;
    return JudgedCommand::Report([rows, isOne, code](Terminal &terminal) -> int {
        QJsonArray sessions;
        for (const Row &row : rows) {
            sessions.append(rowJson(row));
            printRow(terminal, row);
        }
        terminal.print(isOne ? rowJson(rows.constFirst()) : QJsonObject{{u"installs"_s, sessions}});
        return code;
    });
}

} // namespace

Command statusCommand()
{
    return {.name = u"status"_s,
            .summary = Text::tr("Show what an install does right now"),
            .syntax = u"[install] [--ready]"_s,
            .description = Text::tr("Without a name it shows all of them. With --ready the exit "
                                    "code is 1 unless each of them is ready, for health checks."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."),
                                                 u"[install]"_s);
                    parser.addOption({u"ready"_s, Text::tr("Exit code 1 unless it is ready.")});
                },
            .minimumArguments = 0,
            .maximumArguments = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                const Judging judging =
                    context.parser.isSet(u"ready"_s) ? Judging::IsReady : Judging::No;
                return std::make_unique<JudgedCommand>(
                    context, Text::tr("Look at the sessions"),
                    [library = context.library, wanted = context.parser.positionalArguments(),
                     judging](const JobContext &) { return collect(library, wanted, judging); });
            }};
}

} // namespace portico::cli
