// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/cli/diagnosetext.h"
#include "app/networkkeeper.h"
#include "app/services.h"
#include "core/diagnosis/findguilty.h"
#include "core/diagnosis/fixsettings.h"
#include "core/installs/installfile.h"
#include "core/process/childenvironment.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::BisectCommand)
};

QString endName(Halving::End end)
{
    switch (end) {
    case Halving::End::Found:
        return u"found"_s;
    case Halving::End::Together:
        return u"together"_s;
    case Halving::End::NoPack:
        return u"no-pack"_s;
    case Halving::End::DoesNotFail:
        return u"does-not-fail"_s;
    }
    Q_UNREACHABLE();
}

/** A command's answer: 0 is well, anything else is not. */
RoundJudge judgeBy(const QString &commandLine, const ProcessRunner &processes)
{
    return [words = QProcess::splitCommand(commandLine),
            &processes](const GuiltyRound &round, const JobContext &job) -> Result<bool> {
        QStringList arguments = words.mid(1);
        for (QString &argument : arguments)
            argument.replace("{url}"_L1, round.url.toString());
        QProcessEnvironment environment = withoutSecrets(QProcessEnvironment::systemEnvironment());
        environment.insert(u"PORTICO_URL"_s, round.url.toString());
        const ProcessInput input{.command = {.program = words.constFirst(),
                                             .arguments = arguments,
                                             .workingFolder = {},
                                             .environment = environment,
                                             .secrets = {}},
                                 .standardInput = {},
                                 .onOutput = {},
                                 .onErrorOutput = {}};
        const Result<ExitStatus> status = processes.run(input, job);
        if (!status)
            return status.error();
        return status->crashed || status->code != 0;
    };
}

/** Searches on a worker; its exit code says whether there is an answer. */
class BisectRun final : public RunningCommand
{
public:
    explicit BisectRun(const CommandContext &context)
        : RunningCommand(context)
        , m_services(context.settings, context.library)
    { }

    void begin() override
    {
        const QCommandLineParser &parser = m_context.parser;
        const Result<Install> install =
            findInstall(m_context.library, parser.positionalArguments().constFirst());
        if (!install)
            return fail(install.error());
        m_search.library = m_context.library;
        m_search.install = *install;
        if (parser.isSet(u"ready-limit"_s)) {
            const int seconds = parser.value(u"ready-limit"_s).toInt();
            if (seconds < 1)
                return fail({.code = ErrorCode::Usage,
                             .message = Text::tr("“%1” is no number of seconds.")
                                            .arg(parser.value(u"ready-limit"_s)),
                             .nextStep = Text::tr("Write it like this: --ready-limit 120"),
                             .detail = {}});
            m_search.readyLimit = std::chrono::seconds(seconds);
        }
        if (!parser.value(u"command"_s).trimmed().isEmpty())
            m_search.judge = judgeBy(parser.value(u"command"_s), m_services.processes());
        m_services.networkKeeper().findEnvironment(
            Consumer::ComfyUi, this, [this](const Result<ToolEnvironment> &environment) {
                if (environment)
                    m_search.network = *environment;
                search();
            });
    }

    void interrupt() override
    {
        m_isInterrupted = true;
        if (m_job)
            m_job->cancel();
    }

private:
    void search()
    {
        if (m_isInterrupted)
            return fail(cancelledError());
        m_job = &m_context.jobs.start<GuiltyFound>(
            {.title = Text::tr("Find the guilty node pack"), .exclusiveKey = {}},
            [this](const JobContext &job) {
                return findGuiltyPack(m_search, m_services.processes(), job);
            },
            this,
            [this](const Result<GuiltyFound> &found) {
                m_context.terminal.endProgress();
                if (found)
                    tell(*found);
                else
                    fail(found.error());
            });
        connect(m_job, &Job::changed, this,
                [this] { m_context.terminal.showProgress(m_job->progress(), m_job->speed()); });
        connect(m_job, &Job::logged, this,
                [this](const QString &line) { m_context.terminal.say(line); });
    }

    void tell(const GuiltyFound &found)
    {
        Terminal &terminal = m_context.terminal;
        const Halving &halving = found.halving;
        terminal.print(found.sentence);
        QStringList commands;
        for (const QString &pack : halving.guilty) {
            const QString command =
                fixCommand(m_search.install, {.kind = FixKind::DisablePack, .arguments = {pack}});
            commands.append(command);
            terminal.print(u"  $ "_s + command);
        }
        printDiagnoses(terminal, m_search.install, found.diagnoses);
        QJsonArray diagnoses;
        for (const Diagnosis &diagnosis : found.diagnoses)
            diagnoses.append(toJson(diagnosis));
        terminal.print(QJsonObject{{u"result"_s, endName(halving.end)},
                                   {u"packs"_s, QJsonArray::fromStringList(halving.guilty)},
                                   {u"rounds"_s, halving.rounds},
                                   {u"sentence"_s, found.sentence},
                                   {u"commands"_s, QJsonArray::fromStringList(commands)},
                                   {u"diagnoses"_s, diagnoses}});
        emit finished(Done);
    }

    Services m_services;
    GuiltySearch m_search;
    Job *m_job = nullptr;
    bool m_isInterrupted = false;
};

} // namespace

Command bisectCommand()
{
    return {.name = u"bisect"_s,
            .summary = Text::tr("Find the node pack that keeps ComfyUI from working"),
            .syntax = u"<install> [--command COMMAND] [--ready-limit SECONDS]"_s,
            .description =
                Text::tr("Starts ComfyUI again and again with half of the node packs, until one is "
                         "left: 8 starts at most for 50 packs. A start is bad when ComfyUI ends, "
                         "does not become ready or cannot import a pack; with --command, when the "
                         "command ends with another code than 0 while ComfyUI is ready ({url} and "
                         "PORTICO_URL are its address). Each start has a port, user folder and "
                         "database of its own, and nothing of the install is moved or changed."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addPositionalArgument(u"install"_s, Text::tr("Its id or name."));
                    parser.addOption({u"command"_s, Text::tr("Judge each start by this command."),
                                      u"COMMAND"_s});
                    parser.addOption({u"ready-limit"_s,
                                      Text::tr("A start that takes longer went wrong (300)."),
                                      u"SECONDS"_s});
                },
            .minimumArguments = 1,
            .maximumArguments = 1,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<BisectRun>(context);
            }};
}

} // namespace portico::cli
