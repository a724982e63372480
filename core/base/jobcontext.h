// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/canceltoken.h"
#include "core/base/progress.h"

#include <QStringList>

#include <functional>

namespace portico {

/** Where a running function's reports go. Every callback may be called from any thread. */
struct JobReporter
{
    std::function<void(const QStringList &)> steps;
    std::function<void(const Progress &)> progress;
    std::function<void(const QString &)> log;
};

/**
 * What every blocking function receives last.
 *
 * A function that takes a `const JobContext &` may block and runs on a worker thread; a function
 * that does not, returns at once. Reporting is cheap: the receiver coalesces.
 */
class JobContext
{
public:
    /** Never cancelled, reports to nobody: for tests and command-line tools. */
    JobContext() = default;
    explicit JobContext(CancelToken token, JobReporter reporter = {});

    const CancelToken cancel{};

    bool isCancelled() const { return cancel.isCancelled(); }

    /** Names all steps of the work in their order, once, before the first report. */
    void announce(const QStringList &steps) const;
    void report(const Progress &progress) const;
    /** One line for the job's log. No secrets. */
    void log(const QString &line) const;

private:
    JobReporter m_reporter;
};

} // namespace portico
