// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/process/command.h"

#include <QByteArrayView>

#include <chrono>
#include <functional>

namespace portico {

/** How a program ended. */
struct ExitStatus
{
    bool crashed = false;
    int code = 0;         ///< exit code; the signal number on Unix when crashed
    QByteArray errorTail; ///< the last 16 KiB of standard error
};

/** What a finite program is given and where its output goes. Callbacks run on the calling thread.
 */
struct ProcessInput
{
    Command command;
    QByteArray standardInput; ///< written at once; then stdin stays open until the end (closing it
                              ///< means "stop")
    std::function<Result<>(QByteArrayView)> onOutput; ///< an error ends the program
    std::function<void(QByteArrayView)> onErrorOutput;
    std::chrono::milliseconds silenceLimit{0}; ///< ends it after so long without output; 0: never
    /** On cancel, the time from asking to terminating and from there to killing. 0: killed at once,
     *  for tools that only read. */
    std::chrono::milliseconds patience{2000};
    std::chrono::milliseconds timeLimit{0}; ///< ends it after so long, whatever it says; 0: never
};

/**
 * Runs finite programs. Blocking; any worker thread. On cancel the whole process group is ended:
 * asked (its stdin closes and it gets an interrupt), then terminated after `patience`, then killed
 * after the same time again. What it leaves behind in its group is killed when it ends. If we are
 * killed, so is it.
 */
class ProcessRunner
{
public:
    virtual ~ProcessRunner() = default;
    /** ErrorCode::ProcessFailed when it cannot be started; the exit code is the caller's to judge.
     */
    virtual Result<ExitStatus> run(const ProcessInput &input, const JobContext &job) const = 0;
};

/** The real one, over QProcess. */
class SystemProcessRunner final : public ProcessRunner
{
public:
    Result<ExitStatus> run(const ProcessInput &input, const JobContext &job) const override;
};

/** The path of `portico-helper`: beside this program, in `../libexec/portico`, else the variable
 *  PORTICO_HELPER. */
Result<QString> helperProgram();

} // namespace portico
