// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/runningcommand.h"

#include <utility>

namespace portico::cli {

RunningCommand::RunningCommand(CommandContext context)
    : m_context(std::move(context))
{ }

void RunningCommand::fail(const Error &error)
{
    m_context.terminal.printError(error);
    emit finished(exitCodeFor(error.code));
}

JobCommand::JobCommand(CommandContext context, QString title, Body body)
    : RunningCommand(std::move(context))
    , m_title(std::move(title))
    , m_body(std::move(body))
{ }

void JobCommand::begin()
{
    m_job = &m_context.jobs.start<Report>({.title = m_title, .exclusiveKey = {}}, m_body, this,
                                          [this](const Result<Report> &result) { end(result); });
    connect(m_job, &Job::changed, this, &JobCommand::draw);
    connect(m_job, &Job::logged, this,
            [this](const QString &line) { m_context.terminal.say(line); });
}

void JobCommand::interrupt()
{
    if (m_job)
        m_job->cancel();
}

void JobCommand::draw()
{
    m_context.terminal.showProgress(m_job->progress(), m_job->speed());
}

void JobCommand::end(const Result<Report> &result)
{
    m_context.terminal.endProgress();
    if (!result) {
        fail(result.error());
        return;
    }
    (*result)(m_context.terminal);
    emit finished(Done);
}

InstantCommand::InstantCommand(CommandContext context, Body body)
    : RunningCommand(std::move(context))
    , m_body(std::move(body))
{ }

void InstantCommand::begin()
{
    const Result<int> result = m_body();
    if (result)
        emit finished(*result);
    else
        fail(result.error());
}

void InstantCommand::interrupt()
{
    emit finished(Failed);
}

} // namespace portico::cli
