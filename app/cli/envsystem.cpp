// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/envwishes.h"
#include "app/services.h"
#include "core/installs/installfile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::EnvSystem)
};

struct Wanted
{
    QStringList packages;
    SystemCommand command;
};

/** Its program is given the terminal: sudo asks for the password there. */
class EnvSystemRun final : public RunningCommand
{
public:
    using RunningCommand::RunningCommand;

    void begin() override
    {
        const auto services = std::make_shared<Services>(m_context.settings, m_context.library);
        m_job = &m_context.jobs.start<Wanted>(
            {.title = Text::tr("Look for packages of the system"), .exclusiveKey = {}},
            [services, operations = services->environments(), isRun = isRun(),
             wanted = m_context.parser.positionalArguments().value(1)](
                const JobContext &job) -> Result<Wanted> {
                const Result<Install> install = findInstall(services->library(), wanted);
                if (!install)
                    return install.error();
                const Result<EnvReport> report = reportEnvs(operations, *install, job);
                if (!report)
                    return report.error();
                const QStringList packages = systemPackagesOf(report->wishes);
                SystemMeans means = hostSystemMeans();
                means.hasTerminal = means.hasTerminal || !isRun; // it will be pasted into one
                const Result<SystemCommand> command = systemPackagesCommand(packages, means);
                return command ? Result<Wanted>(Wanted{packages, *command}) : command.error();
            },
            this,
            [this](const Result<Wanted> &wanted) {
                m_job = nullptr;
                if (wanted)
                    show(*wanted);
                else
                    fail(wanted.error());
            });
    }

    void interrupt() override
    {
        if (m_job)
            m_job->cancel();
        if (m_process.state() != QProcess::NotRunning)
            m_process.terminate();
    }

private:
    bool isRun() const { return m_context.parser.isSet(u"yes"_s); }

    void show(const Wanted &wanted)
    {
        m_wanted = wanted;
        if (wanted.command.isEmpty()) {
            m_context.terminal.print(
                Text::tr("Every package of the system that the node packs ask for is there."));
        } else if (isRun()) {
            m_context.terminal.say(Text::tr("Runs: %1").arg(wanted.command.shown()));
        } else {
            m_context.terminal.print(wanted.command.shown());
            m_context.terminal.say(
                Text::tr("Nothing was done. Run this line, or let it be run with --yes."));
        }
        if (isRun() && !wanted.command.isEmpty()) {
            run();
            return;
        }
        print();
        emit finished(Done);
    }

    void run()
    {
        // Standard output is for JSON alone where that was asked for.
        const bool isJson = m_context.terminal.format() == OutputFormat::Json;
        m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
        m_process.setProcessChannelMode(isJson ? QProcess::ForwardedErrorChannel
                                               : QProcess::ForwardedChannels);
        connect(&m_process, &QProcess::readyReadStandardOutput, this, [this] {
            const QString words = QString::fromLocal8Bit(m_process.readAllStandardOutput());
            m_context.terminal.say(words.trimmed());
        });
        connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                end(-1);
        });
        connect(&m_process, &QProcess::finished, this,
                [this](int code, QProcess::ExitStatus status) {
                    end(status == QProcess::NormalExit ? code : -1);
                });
        m_process.start(m_wanted.command.program, m_wanted.command.arguments);
    }

    void end(int code)
    {
        if (code != 0) {
            fail({.code = ErrorCode::ProcessFailed,
                  .message = Text::tr("The packages of the system were not installed: %1")
                                 .arg(m_wanted.command.shown()),
                  .nextStep = Text::tr("Its own words above say why; where a package is not found, "
                                       "“sudo apt-get update” often helps."),
                  .detail = u"exit code %1"_s.arg(code)});
            return;
        }
        m_ran = true;
        m_context.terminal.print(Text::tr("The packages of the system are installed."));
        print();
        emit finished(Done);
    }

    void print()
    {
        m_context.terminal.print(
            QJsonObject{{u"packages"_s, QJsonArray::fromStringList(m_wanted.packages)},
                        {u"command"_s, m_wanted.command.shown()},
                        {u"ran"_s, m_ran}});
    }

    Job *m_job = nullptr;
    QProcess m_process;
    Wanted m_wanted{};
    bool m_ran = false;
};

} // namespace

std::unique_ptr<RunningCommand> envSystem(const CommandContext &context)
{
    return std::make_unique<EnvSystemRun>(context);
}

} // namespace portico::cli
