// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/terminal.h"
#include "core/installs/library.h"
#include "core/jobs/jobrunner.h"

#include <QCommandLineParser>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace portico {
class SettingsStore;
}

namespace portico::cli {

/** What every command is given. Outlives it. */
struct CommandContext
{
    Library library;
    QCommandLineParser &parser; ///< parsed, with the options the command declared
    Terminal &terminal;
    JobRunner &jobs;
    SettingsStore &settings;
};

/** A command at work, on the main thread's event loop. Emits finished() once. */
class RunningCommand : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RunningCommand)

public:
    explicit RunningCommand(CommandContext context);

    virtual void begin() = 0;
    /** Ctrl+C, or the system asks the program to end. */
    virtual void interrupt() = 0;

signals:
    void finished(int exitCode);

protected:
    /** Prints the error and finishes with its exit code. */
    void fail(const Error &error);

    const CommandContext m_context;
};

/**
 * A command that is one blocking function. The body runs on a worker; what it returns runs on the
 * main thread and prints the outcome.
 */
class JobCommand final : public RunningCommand
{
    Q_OBJECT

public:
    using Report = std::function<void(Terminal &)>;
    using Body = std::function<Result<Report>(const JobContext &)>;

    JobCommand(CommandContext context, QString title, Body body);

    void begin() override;
    void interrupt() override;

private:
    void draw();
    void end(const Result<Report> &result);

    const QString m_title;
    const Body m_body;
    Job *m_job = nullptr;
};

/** A command that has its answer at once, or only needs to print it. */
class InstantCommand final : public RunningCommand
{
    Q_OBJECT

public:
    using Body = std::function<Result<int>()>;

    InstantCommand(CommandContext context, Body body);

    void begin() override;
    void interrupt() override;

private:
    const Body m_body;
};

} // namespace portico::cli
