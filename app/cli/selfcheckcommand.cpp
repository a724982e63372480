// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/command.h"
#include "app/services.h"
#include "core/selfcheck/selfcheck.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SelfCheckCommand)
};

QString mark(CheckOutcome outcome)
{
    switch (outcome) {
    case CheckOutcome::Passed:
        return u"✓"_s;
    case CheckOutcome::Failed:
        return u"✗"_s;
    case CheckOutcome::NotReached:
        return u"–"_s;
    }
    return {};
}

void print(Terminal &terminal, const SelfCheckReport &report)
{
    terminal.print(toJson(report));
    qsizetype width = 0;
    for (const SelfCheckStep &step : report.steps)
        width = std::max(width, step.name.size());
    for (const SelfCheckStep &step : report.steps) {
        const QString time = step.outcome == CheckOutcome::NotReached
            ? QString()
            : Text::tr("%1 ms").arg(numberText(step.duration.count()));
        terminal.print(u"%1 %2  %3  %4"_s.arg(mark(step.outcome), step.name.leftJustified(width),
                                              time.rightJustified(9), step.note));
    }
    if (report.hasPassed()) {
        const double seconds = static_cast<double>(report.duration().count()) / 1000.0;
        terminal.print(Text::tr("Everything works on this computer (%1 s).")
                           .arg(QLocale().toString(seconds, 'f', 1)));
    }
}

/** Runs the self-check; its exit code is that of the step that failed. */
class SelfCheckRun final : public RunningCommand
{
public:
    using RunningCommand::RunningCommand;

    void begin() override
    {
        m_services = std::make_unique<Services>(m_context.settings, m_context.library);
        const SelfCheckRequest request{.python = m_context.parser.value(u"python"_s)};
        m_job = &m_context.jobs.start<SelfCheckReport>(
            {.title = Text::tr("Self-check"), .exclusiveKey = {}},
            [this, request](const JobContext &job) {
                return runSelfCheck(m_services->add(), request, job);
            },
            this, [this](const Result<SelfCheckReport> &report) { end(report); });
        connect(m_job, &Job::changed, this,
                [this] { m_context.terminal.showProgress(m_job->progress(), m_job->speed()); });
    }

    void interrupt() override { m_job->cancel(); }

private:
    void end(const Result<SelfCheckReport> &report)
    {
        m_context.terminal.endProgress();
        if (!report) {
            fail(report.error());
            return;
        }
        print(m_context.terminal, *report);
        const SelfCheckStep *failure = report->failure();
        if (failure && failure->error) {
            m_context.terminal.say(failure->error->message);
            m_context.terminal.say(failure->error->nextStep);
            if (!failure->error->detail.isEmpty())
                m_context.terminal.say(Text::tr("Details: %1").arg(failure->error->detail));
        }
        emit finished(report->hasPassed() ? Done : Failed);
    }

    std::unique_ptr<Services> m_services;
    Job *m_job = nullptr;
};

} // namespace

Command selfCheckCommand()
{
    return {.name = u"selfcheck"_s,
            .summary = Text::tr("Try the whole path on this computer with a small demo bundle"),
            .syntax = u"[--python PROGRAM]"_s,
            .description = Text::tr("Makes a small bundle, serves it to itself, downloads, checks, "
                                    "unpacks, starts, asks for a picture, stops and removes it. "
                                    "Takes well under a minute and leaves nothing behind."),
            .declare =
                [](QCommandLineParser &parser) {
                    parser.addOption({u"python"_s,
                                      Text::tr("The Python to make the demo bundle from."),
                                      u"PROGRAM"_s});
                },
            .minimumArguments = 0,
            .maximumArguments = 0,
            .make = [](const CommandContext &context) -> std::unique_ptr<RunningCommand> {
                return std::make_unique<SelfCheckRun>(context);
            }};
}

} // namespace portico::cli
