// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"
#include "core/installs/installfile.h"
#include "core/installs/verifyinstall.h"
#include "core/platform/hostos.h"
#include "core/server/sessionstatus.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::VerifyCommand)
};

/** What became of one install: a verdict, or why there is none. */
struct Row
{
    QString id;
    QString name;
    Result<Verdict> verdict;
};

bool isClean(const Row &row)
{
    return row.verdict && row.verdict->isClean();
}

QJsonObject rowJson(const Row &row)
{
    QJsonObject object{{u"id"_s, row.id}, {u"name"_s, row.name}};
    if (row.verdict) {
        const QJsonObject verdict = toJson(*row.verdict);
        for (auto it = verdict.constBegin(); it != verdict.constEnd(); ++it)
            object.insert(it.key(), it.value());
    } else {
        object.insert(u"isClean"_s, false);
        object.insert(u"error"_s, errorToJson(row.verdict.error()));
    }
    return object;
}

void printFinding(Terminal &terminal, const Finding &finding)
{
    const bool isGrave = finding.weight == Weight::Breaks;
    terminal.print(u"  %1 %2"_s.arg(isGrave ? u"✗"_s : u"–"_s, finding.title));
    terminal.print(u"    "_s + finding.message);
    for (const QString &line : finding.evidence)
        terminal.print(u"    | "_s + line);
    terminal.print(u"    → "_s + finding.nextStep);
}

void printRow(Terminal &terminal, const Row &row)
{
    if (!row.verdict) {
        terminal.print(u"%1: %2"_s.arg(row.name, row.verdict.error().message));
        terminal.print(u"  → "_s + row.verdict.error().nextStep);
        return;
    }
    terminal.print(u"%1: %2"_s.arg(row.name, row.verdict->sentence()));
    for (const Finding &finding : row.verdict->findings)
        printFinding(terminal, finding);
}

/** All of them, or the one that is wanted. */
Result<QList<Row>> verify(const Library &library, const QString &wanted,
                          const ComputerSource &computer, const JobContext &job)
{
    QList<Install> installs;
    QList<Row> rows;
    if (wanted.isEmpty()) {
        const InstallList list = listInstalls(library);
        installs = list.installs;
        for (const BrokenInstall &broken : list.broken)
            rows += Row{broken.id.toString(), broken.id.toString(), broken.error};
    } else {
        const Result<Install> install = findInstall(library, wanted);
        if (!install)
            return install.error();
        installs += *install;
    }
    for (const Install &install : installs) {
        if (job.isCancelled())
            return cancelledError();
        Result<Verdict> verdict = verifyInstall(library, install, hostOs(), computer, job);
        if (!verdict && !wanted.isEmpty())
            return verdict.error();
        rows += Row{install.id.toString(), install.name, std::move(verdict)};
    }
    return rows;
}

/** Its exit code is the verdict. */
class VerifyRun final : public RunningCommand
{
public:
    using RunningCommand::RunningCommand;

    void begin() override
    {
        const QStringList words = m_context.parser.positionalArguments();
        m_job = &m_context.jobs.start<QList<Row>>(
            {.title = Text::tr("Verify the packages"), .exclusiveKey = {}},
            [library = m_context.library, wanted = words.value(0)](const JobContext &job) {
                const std::shared_ptr<const Host> host = makeHost();
                const ComputerSource computer = [&](const JobContext &context) {
                    return detectComputer(makeHardwareProbe(*host, library.root()), context);
                };
                return verify(library, wanted, computer, job);
            },
            this,
            [this, isOne = !words.isEmpty()](const Result<QList<Row>> &rows) {
                if (rows)
                    end(*rows, isOne);
                else
                    fail(rows.error());
            });
    }

    void interrupt() override { m_job->cancel(); }

private:
    void end(const QList<Row> &rows, bool isOne)
    {
        QJsonArray array;
        for (const Row &row : rows) {
            array.append(rowJson(row));
            printRow(m_context.terminal, row);
        }
        const bool areClean = std::all_of(rows.begin(), rows.end(), isClean);
        if (!areClean)
            m_context.terminal.print(
                Text::tr("What would be done: porticoctl repair <install> --dry-run"));
        m_context.terminal.print(
            isOne ? rowJson(rows.constFirst())
                  : QJsonObject{{u"isClean"_s, areClean}, {u"installs"_s, array}});
        emit finished(areClean ? Done : Failed);
    }

    Job *m_job = nullptr;
};

} // namespace

Command verifyCommand()
{
    return {.name = u"verify"_s,
            .summary = Text::tr("Say whether something broke the Python packages of an install"),
            .syntax = u"[install]"_s,
            .description =
                Text::tr("Reads files only: nothing is started or changed, also while ComfyUI "
                         "runs. Exit code 0: clean (there may be remarks); 1: contaminated, with "
                         "what repairs it; 4: there is no such install. Without a name it looks at "
                         "all of them."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."),
                                                 u"[install]"_s);
                },
            .minimumArguments = 0,
            .maximumArguments = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<VerifyRun>(context);
            }};
}

} // namespace portico::cli
