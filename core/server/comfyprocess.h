// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/process/command.h"
#include "core/server/exitfacts.h"
#include "core/server/logline.h"
#include "core/server/processtree.h"

#include <QObject>
#include <QProcess>

#include <memory>

namespace portico {

/**
 * ComfyUI's process: started, its output passed on as bytes, its end told. Lives on the main
 * thread. The destructor kills the whole tree.
 */
class ComfyProcess final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ComfyProcess)

public:
    explicit ComfyProcess(ProcessTree &tree, QObject *parent = nullptr);
    ~ComfyProcess() override;

    void start(const Command &command);
    bool isRunning() const;
    qint64 processId() const;
    /** Nothing of the tree lives any more. */
    bool isGone() const;
    ProcessTree &tree() { return m_tree; }

signals:
    void started();
    /** It could not be started; `reason` is the system's. */
    void failedToStart(const QString &reason);
    void gaveOutput(portico::LogStream stream, const QByteArray &bytes);
    /** The program itself has ended and all its output was given; what it started may live on. */
    void ended(const portico::ExitFacts &exit);

private:
    void finish(int code, QProcess::ExitStatus status);
    void drain();

    ProcessTree &m_tree;
    std::unique_ptr<QProcess> m_process;
};

} // namespace portico
