// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/selfcheck/checkrecorder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::SelfCheck)
};

constexpr int kChecks = static_cast<int>(Check::Remove) + 1;

} // namespace

QString checkName(Check check)
{
    switch (check) {
    case Check::Python:
        return Text::tr("Find a Python");
    case Check::Bundle:
        return Text::tr("Make a demo bundle");
    case Check::Download:
        return Text::tr("Download");
    case Check::Verify:
        return Text::tr("Verify");
    case Check::Unpack:
        return Text::tr("Unpack");
    case Check::Recognise:
        return Text::tr("Check the bundle");
    case Check::SetUp:
        return Text::tr("Set up");
    case Check::Start:
        return Text::tr("Start");
    case Check::Ready:
        return Text::tr("Ready");
    case Check::Prompt:
        return Text::tr("Make a picture");
    case Check::Stop:
        return Text::tr("Stop");
    case Check::NothingLeft:
        return Text::tr("No process left");
    case Check::Remove:
        return Text::tr("Remove");
    }
    Q_UNREACHABLE();
}

CheckRecorder::CheckRecorder(const Clock &clock, const JobContext &job)
    : m_clock(clock)
    , m_job(job)
{
    QStringList names;
    for (int i = 0; i < kChecks; ++i)
        names += checkName(static_cast<Check>(i));
    for (const QString &name : names)
        m_report.steps += SelfCheckStep{.name = name, .note = {}, .error = {}};
    m_job.announce(names);
}

void CheckRecorder::begin(Check check)
{
    const std::lock_guard lock(m_mutex);
    const auto index = static_cast<qsizetype>(check);
    if (m_current == index)
        return;
    close(CheckOutcome::Passed);
    m_current = index;
    m_begun = m_clock.monotonic();
    m_job.report(
        {.step = m_report.steps[index].name, .done = 0, .total = -1, .unit = ProgressUnit::Items});
}

void CheckRecorder::note(const QString &text)
{
    const std::lock_guard lock(m_mutex);
    if (m_current)
        m_report.steps[*m_current].note = text;
}

void CheckRecorder::fail(const Error &error)
{
    const std::lock_guard lock(m_mutex);
    if (!m_current)
        return;
    m_report.steps[*m_current].error = error;
    close(CheckOutcome::Failed);
}

void CheckRecorder::end()
{
    const std::lock_guard lock(m_mutex);
    close(CheckOutcome::Passed);
}

void CheckRecorder::close(CheckOutcome outcome)
{
    if (!m_current)
        return;
    SelfCheckStep &step = m_report.steps[*m_current];
    step.outcome = outcome;
    step.duration = m_clock.monotonic() - m_begun;
    m_job.log(u"%1: %2 ms. %3"_s.arg(step.name)
                  .arg(step.duration.count())
                  .arg(step.error ? step.error->message : step.note)
                  .trimmed());
    m_current.reset();
}

Check CheckRecorder::current() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<Check>(m_current.value_or(0));
}

SelfCheckReport CheckRecorder::report() const
{
    const std::lock_guard lock(m_mutex);
    return m_report;
}

} // namespace portico
