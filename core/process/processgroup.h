// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <memory>

class QProcess;

namespace portico {

/**
 * One program with all it starts, to be signalled as a whole: a session of its own on Unix (no
 * terminal, so nothing can ask for a password there), a job object on Windows. On Linux and Windows
 * the program also dies with the thread, or the process, that started it. Lives on one thread; must
 * outlive the program.
 */
class ProcessGroup
{
public:
    ProcessGroup();
    ~ProcessGroup();
    Q_DISABLE_COPY_MOVE(ProcessGroup)

    /** Before QProcess::start(). */
    void prepare(QProcess &process);
    /** After it has started. */
    void adopt(const QProcess &process);

    void interrupt(); ///< as Ctrl+C does
    void terminate();
    void kill();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace portico
