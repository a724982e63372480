// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/installjson.h"
#include "core/installs/installfile.h"
#include "core/server/currentstatus.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::ListCommand)
};

struct Row
{
    Install install;
    SessionStatus status;
};

void printTable(Terminal &terminal, const QList<Row> &rows)
{
    qsizetype idWidth = 0;
    qsizetype nameWidth = 0;
    for (const Row &row : rows) {
        idWidth = std::max(idWidth, row.install.id.toString().size());
        nameWidth = std::max(nameWidth, row.install.name.size());
    }
    for (const Row &row : rows) {
        const Generation *generation = row.install.generation();
        const quint16 port = row.status.port != 0 ? row.status.port : row.install.port;
        terminal.print(u"%1  %2  %3  %4  %5  %6"_s.arg(
            row.install.id.toString().leftJustified(idWidth),
            row.install.name.leftJustified(nameWidth), stateWord(row.status.state).leftJustified(8),
            QString::number(port).rightJustified(5),
            generation ? generation->comfyVersion.leftJustified(8) : QString(8, u' '),
            generation ? generation->accelerator : QString()));
    }
}

Result<JobCommand::Report> list(const Library &library)
{
    const InstallList list = listInstalls(library);
    QList<Row> rows;
    QJsonArray array;
    for (const Install &install : list.installs) {
        const Row row{install, currentStatus(library, install.id)};
        rows.append(row);
        QJsonObject object = installJson(library, install);
        object.insert(u"session"_s, toJson(row.status));
        array.append(object);
    }
    QJsonArray broken;
    for (const BrokenInstall &install : list.broken)
        broken.append(QJsonObject{{u"id"_s, install.id.toString()},
                                  {u"error"_s, errorToJson(install.error)}});
    return JobCommand::Report([=](Terminal &terminal) {
        terminal.print(QJsonObject{
            {u"library"_s, library.root()}, {u"installs"_s, array}, {u"broken"_s, broken}});
        printTable(terminal, rows);
        for (const BrokenInstall &install : list.broken)
            terminal.say(install.error.message + u' ' + install.error.nextStep);
        if (rows.isEmpty() && list.broken.isEmpty())
            terminal.say(
                Text::tr(
                    "There is no install in %1 yet. Add one with: porticoctl add <file|URL|folder>")
                    .arg(library.root()));
    });
}

} // namespace

Command listCommand()
{
    return {.name = u"list"_s,
            .summary = Text::tr("List all installs and what they do"),
            .syntax = {},
            .description = {},
            .declare = [](QCommandLineParser &) {},
            .minimumArguments = 0,
            .maximumArguments = 0,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<JobCommand>(
                    context, Text::tr("List the installs"),
                    [library = context.library](const JobContext &) { return list(library); });
            }};
}

} // namespace portico::cli
