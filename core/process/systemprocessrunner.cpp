// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/sizes.h"
#include "core/process/processgroup.h"
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>

namespace portico {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SystemProcessRunner)
};

constexpr auto pollInterval = 50ms;
constexpr qsizetype errorTailSize = 16 * 1024;

/** One program from its start to its end. */
class Run
{
public:
    Run(const ProcessInput &input, const JobContext &job)
        : m_input(input)
        , m_job(job)
    { }

    Result<ExitStatus> execute();

private:
    bool start();
    void pump();
    void watch();
    void watchTime();
    void climbLadder();
    void give(QByteArrayView output);
    void fail(const Error &error);
    ExitStatus exitStatus() const;
    Error startError() const;

    const ProcessInput &m_input;
    const JobContext &m_job;
    ProcessGroup m_group;
    QProcess m_process;
    QByteArray m_errorTail;
    QElapsedTimer m_silence;
    QElapsedTimer m_running;
    QElapsedTimer m_ending; ///< valid once the program was asked to end
    int m_step = 0;
    std::optional<Error> m_failure;
};

Result<ExitStatus> Run::execute()
{
    if (m_job.isCancelled())
        return cancelledError();
    if (!start())
        return startError();
    while (m_process.state() != QProcess::NotRunning) {
        m_process.waitForReadyRead(static_cast<int>(pollInterval.count()));
        pump();
        watch();
    }
    m_group.kill(); // what a finite program leaves behind ends with it
    pump();
    if (m_failure)
        return *m_failure;
    return exitStatus();
}

bool Run::start()
{
    const Command &command = m_input.command;
    m_process.setProgram(command.program);
    m_process.setArguments(command.arguments);
    m_process.setWorkingDirectory(command.workingFolder);
    m_process.setProcessEnvironment(command.environment);
    m_group.prepare(m_process);
    m_process.start();
    if (!m_process.waitForStarted())
        return false;
    m_group.adopt(m_process);
    m_process.write(m_input.standardInput);
    m_silence.start();
    m_running.start();
    return true;
}

void Run::pump()
{
    const QByteArray output = m_process.readAllStandardOutput();
    const QByteArray errors = m_process.readAllStandardError();
    if (!output.isEmpty() || !errors.isEmpty())
        m_silence.restart();
    if (!errors.isEmpty()) {
        m_errorTail = (m_errorTail + errors).right(errorTailSize);
        if (m_input.onErrorOutput)
            m_input.onErrorOutput(errors);
    }
    if (!output.isEmpty())
        give(output);
}

void Run::give(QByteArrayView output)
{
    if (!m_input.onOutput || m_failure)
        return;
    if (const Result<> taken = m_input.onOutput(output); !taken)
        fail(taken.error());
}

void Run::watch()
{
    if (m_job.isCancelled() && !m_failure)
        fail(cancelledError());
    watchTime();
    const bool isSilent = m_input.silenceLimit > 0ms
        && std::chrono::milliseconds(m_silence.elapsed()) > m_input.silenceLimit;
    if (isSilent && !m_failure) {
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_input.silenceLimit);
        fail({ErrorCode::Timeout,
              Text::tr("%1 said nothing for %2 seconds and was ended.")
                  .arg(m_input.command.program, numberText(seconds.count())),
              Text::tr("Try again; if it happens again, look at the job's log."),
              QString::fromUtf8(m_errorTail)});
    }
    climbLadder();
}

void Run::watchTime()
{
    const bool isLate = m_input.timeLimit > 0ms
        && std::chrono::milliseconds(m_running.elapsed()) > m_input.timeLimit;
    if (!isLate || m_failure)
        return;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_input.timeLimit);
    fail({ErrorCode::Timeout,
          Text::tr("%1 took longer than %2 seconds and was ended.")
              .arg(m_input.command.program, numberText(seconds.count())),
          Text::tr("Try again; if it happens again, look at the job's log."),
          QString::fromUtf8(m_errorTail)});
}

/** Asked, terminated, killed: each step once, `patience` apart. */
void Run::climbLadder()
{
    if (!m_failure)
        return;
    const std::chrono::milliseconds patience = m_input.patience;
    if (patience == 0ms) {
        m_group.kill();
    } else if (!m_ending.isValid()) {
        m_ending.start();
        m_process.closeWriteChannel();
        m_group.interrupt();
    } else if (m_step == 0 && std::chrono::milliseconds(m_ending.elapsed()) > patience) {
        m_step = 1;
        m_group.terminate();
    } else if (m_step == 1 && std::chrono::milliseconds(m_ending.elapsed()) > 2 * patience) {
        m_step = 2;
        m_group.kill();
    }
}

void Run::fail(const Error &error)
{
    m_failure = error;
}

ExitStatus Run::exitStatus() const
{
    return {.crashed = m_process.exitStatus() == QProcess::CrashExit,
            .code = m_process.exitCode(),
            .errorTail = m_errorTail};
}

Error Run::startError() const
{
    return {ErrorCode::ProcessFailed,
            Text::tr("%1 could not be started: %2.")
                .arg(m_input.command.program, m_process.errorString()),
            Text::tr("Check that the file is there and may be run."),
            m_input.command.workingFolder};
}

} // namespace

Result<ExitStatus> SystemProcessRunner::run(const ProcessInput &input, const JobContext &job) const
{
    return Run(input, job).execute();
}

} // namespace portico
