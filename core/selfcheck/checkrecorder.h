// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/selfcheck/selfcheck.h"

#include <mutex>
#include <optional>

namespace portico {

/** The steps of the self-check, in their order. */
enum class Check {
    Python,
    Bundle,
    Download,
    Verify,
    Unpack,
    Recognise,
    SetUp,
    Start,
    Ready,
    Prompt,
    Stop,
    NothingLeft,
    Remove,
};

/** "Start ComfyUI": for people. */
QString checkName(Check check);

/**
 * Times the steps and tells them to the job while they happen. begin() ends the step before as
 * passed. Thread-safe: addBundle reports from several threads.
 */
class CheckRecorder
{
public:
    CheckRecorder(const Clock &clock, const JobContext &job);

    void begin(Check check);
    /** What the current step found out. */
    void note(const QString &text);
    /** The current step failed; those after it are not reached. */
    void fail(const Error &error);
    /** The last step passed. */
    void end();

    /** The step that runs; the first one before any began. */
    Check current() const;
    SelfCheckReport report() const;

private:
    void close(CheckOutcome outcome);

    const Clock &m_clock;
    const JobContext &m_job;
    mutable std::mutex m_mutex;
    SelfCheckReport m_report;
    std::optional<qsizetype> m_current;
    std::chrono::milliseconds m_begun{0};
};

} // namespace portico
