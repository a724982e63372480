// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/comfyprocess.h"

namespace portico {

ComfyProcess::ComfyProcess(ProcessTree &tree, QObject *parent)
    : QObject(parent)
    , m_tree(tree)
{ }

ComfyProcess::~ComfyProcess()
{
    if (!m_process)
        return;
    m_process->disconnect(this);
    m_tree.kill();
}

void ComfyProcess::start(const Command &command)
{
    m_process = std::make_unique<QProcess>();
    QProcess *process = m_process.get();
    process->setProgram(command.program);
    process->setArguments(command.arguments);
    process->setWorkingDirectory(command.workingFolder);
    process->setProcessEnvironment(command.environment);
    process->setStandardInputFile(QProcess::nullDevice());
    m_tree.prepare(*process);
    connect(process, &QProcess::started, this, [this, process] {
        m_tree.adopt(*process);
        emit started();
    });
    connect(process, &QProcess::readyReadStandardOutput, this, [this, process] {
        emit gaveOutput(LogStream::Output, process->readAllStandardOutput());
    });
    connect(process, &QProcess::readyReadStandardError, this, [this, process] {
        emit gaveOutput(LogStream::ErrorOutput, process->readAllStandardError());
    });
    connect(process, &QProcess::finished, this, &ComfyProcess::finish);
    connect(process, &QProcess::errorOccurred, this, [this, process](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failedToStart(process->errorString());
    });
    process->start();
}

void ComfyProcess::drain()
{
    if (const QByteArray bytes = m_process->readAllStandardOutput(); !bytes.isEmpty())
        emit gaveOutput(LogStream::Output, bytes);
    if (const QByteArray bytes = m_process->readAllStandardError(); !bytes.isEmpty())
        emit gaveOutput(LogStream::ErrorOutput, bytes);
}

void ComfyProcess::finish(int code, QProcess::ExitStatus status)
{
    drain();
    emit ended({.bySignal = status == QProcess::CrashExit, .code = code});
}

bool ComfyProcess::isRunning() const
{
    return m_process && m_process->state() != QProcess::NotRunning;
}

qint64 ComfyProcess::processId() const
{
    return m_process ? m_process->processId() : 0;
}

bool ComfyProcess::isGone() const
{
    return !isRunning() && m_tree.survivors().isEmpty();
}

} // namespace portico
