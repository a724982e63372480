// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>

class QProcess;

namespace portico {

/**
 * ComfyUI and everything it starts, as the operating system lets us hold it: helper/platform has
 * one for each system. Lives on the main thread, because on Linux ComfyUI dies with the thread that
 * started it. Nothing here blocks for longer than a scan of the process list.
 */
class ProcessTree
{
public:
    virtual ~ProcessTree() = default;

    /** Before QProcess::start(): what the child needs to be held. */
    virtual void prepare(QProcess &process) = 0;
    /** After it has started. */
    virtual void adopt(const QProcess &process) = 0;

    /** As Ctrl+C does, to the program and its group. */
    virtual void interrupt() = 0;
    /** To everything that lives; stopped processes are woken first. */
    virtual void terminate() = 0;
    virtual void kill() = 0;

    /** What still lives, ComfyUI itself included. Also reaps adopted children that have ended. */
    virtual QList<qint64> survivors() = 0;
    /** Called now and then while ComfyUI runs: reaps, and remembers who belongs to it. */
    virtual void note() = 0;
};

} // namespace portico
