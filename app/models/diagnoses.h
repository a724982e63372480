// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/laststart.h"
#include "core/server/logline.h"

#include <QObject>

namespace portico {
class JobRunner;
}

namespace portico::app {

class Sessions;

/**
 * What went wrong at the last start of one install and since: from its log files when a start came
 * to something, and line by line while somebody looks at its log.
 */
class Diagnoses final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Diagnoses)

public:
    Diagnoses(Sessions &sessions, Library library, JobRunner &background,
              QObject *parent = nullptr);

    /** It is about that install from now on. */
    void follow(const InstallId &id);
    /** The gravest first; what is only good to know is left out. */
    const QList<Diagnosis> &shown() const { return m_shown; }
    /** The last start as the log files tell it. */
    const LastStart &lastStart() const { return m_last; }

signals:
    void changed();

private:
    void onStatus();
    void read();
    void take(const QList<LogLine> &lines);
    void update();

    Sessions &m_sessions;
    const Library m_library;
    JobRunner &m_background;
    InstallId m_id;
    LastStart m_last;
    Diagnoser m_live;
    qsizetype m_liveCount = 0;
    QList<Diagnosis> m_shown;
    QDateTime m_started; ///< of the session that is shown
    int m_state = -1;
    int m_reading = 0; ///< the newest read; an older one's answer comes too late
};

} // namespace portico::app
