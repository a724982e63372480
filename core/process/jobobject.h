// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QList>

class QProcess;

namespace portico {

/**
 * A Windows job object: a program with all it starts. Everything in it dies with this object, also
 * when our own process is killed. Only for the adaptors of Windows; one thread.
 */
class JobObject
{
public:
    JobObject();
    ~JobObject();
    Q_DISABLE_COPY_MOVE(JobObject)

    /** Takes in a program that was started suspended, and lets it run. */
    void adopt(const QProcess &process);
    void kill();
    QList<qint64> processes() const;

private:
    void *m_handle = nullptr;
};

} // namespace portico
