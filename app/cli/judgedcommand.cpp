// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/judgedcommand.h"

namespace portico::cli {

JudgedCommand::JudgedCommand(CommandContext context, QString title, Body body)
    : RunningCommand(std::move(context))
    , m_title(std::move(title))
    , m_body(std::move(body))
{ }

void JudgedCommand::begin()
{
    m_job = &m_context.jobs.start<Report>({.title = m_title, .exclusiveKey = {}}, m_body, this,
                                          [this](const Result<Report> &result) {
                                              m_context.terminal.endProgress();
                                              if (result)
                                                  emit finished((*result)(m_context.terminal));
                                              else
                                                  fail(result.error());
                                          });
    connect(m_job, &Job::changed, this,
            [this] { m_context.terminal.showProgress(m_job->progress(), m_job->speed()); });
    connect(m_job, &Job::logged, this,
            [this](const QString &line) { m_context.terminal.say(line); });
}

void JudgedCommand::interrupt()
{
    if (m_job)
        m_job->cancel();
}

} // namespace portico::cli
