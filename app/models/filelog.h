// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/logmodel.h"
#include "core/server/logreader.h"

#include <QPointer>

#include <functional>

namespace portico {
class Job;
class JobRunner;
} // namespace portico

namespace portico::app {

/** The log that a file holds, as long as this lives; it grows with the file. */
class FileLog final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileLog)

public:
    /** `where`: asked on a worker again and again, for the file may move. */
    FileLog(std::function<QString()> where, JobRunner &background, QObject *parent = nullptr);
    ~FileLog() override;

    LogModel &model() { return m_model; }

private:
    void take(const QString &line);

    LogModel m_model;
    LogReader m_reader{LogStream::Output};
    qint64 m_lines = 0;
    QPointer<Job> m_job;
};

} // namespace portico::app
