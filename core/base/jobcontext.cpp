// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/jobcontext.h"

#include <utility>

namespace portico {

JobContext::JobContext(CancelToken token, JobReporter reporter)
    : cancel(std::move(token))
    , m_reporter(std::move(reporter))
{ }

void JobContext::announce(const QStringList &steps) const
{
    if (m_reporter.steps)
        m_reporter.steps(steps);
}

void JobContext::report(const Progress &progress) const
{
    if (m_reporter.progress)
        m_reporter.progress(progress);
}

void JobContext::log(const QString &line) const
{
    if (m_reporter.log)
        m_reporter.log(line);
}

} // namespace portico
