// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/diagnoses.h"

#include "app/models/sessions.h"
#include "core/diagnosis/layoutcheck.h"
#include "core/jobs/jobrunner.h"
#include "core/platform/hostos.h"

#include <algorithm>

namespace portico::app {

namespace {

bool isAbout(const Diagnosis &left, const Diagnosis &right)
{
    return left.id == right.id && left.pack == right.pack;
}

} // namespace

Diagnoses::Diagnoses(Sessions &sessions, Library library, JobRunner &background, QObject *parent)
    : QObject(parent)
    , m_sessions(sessions)
    , m_library(std::move(library))
    , m_background(background)
{
    connect(&sessions, &Sessions::statusChanged, this, [this](const InstallId &id) {
        if (id == m_id)
            onStatus();
    });
    connect(&sessions, &Sessions::logReceived, this,
            [this](const InstallId &id, const QList<LogLine> &lines) {
                if (id == m_id)
                    take(lines);
            });
}

void Diagnoses::follow(const InstallId &id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_last = {};
    m_live.clear();
    m_liveCount = 0;
    const SessionStatus &status = m_sessions.status(id);
    m_started = status.started;
    m_state = static_cast<int>(status.state);
    update();
    read();
}

void Diagnoses::onStatus()
{
    const SessionStatus &status = m_sessions.status(m_id);
    const bool isNewStart = status.state == SessionState::Starting && status.started != m_started;
    if (isNewStart) { // what was wrong before may be right now
        m_started = status.started;
        ++m_reading;
        m_last = {};
        m_live.clear();
        m_liveCount = 0;
        update();
    }
    const int state = static_cast<int>(status.state);
    const bool isOther = std::exchange(m_state, state) != state;
    if (isOther && status.state != SessionState::Starting && status.state != SessionState::Stopping)
        read();
}

void Diagnoses::read()
{
    const int number = ++m_reading;
    m_background.start<LastStart>(
        {.title = tr("Read the log of the last start"), .exclusiveKey = {}},
        [library = m_library, id = m_id](const JobContext &job) {
            return readLastStart(library, id, job);
        },
        this,
        [this, number](const Result<LastStart> &start) {
            if (number != m_reading || !start)
                return;
            m_last = *start;
            update();
        });
}

void Diagnoses::take(const QList<LogLine> &lines)
{
    for (const LogLine &line : lines) {
        if (line.stream != LogStream::Portico && !line.progress)
            m_live.feed(line.text);
    }
    const qsizetype count = m_live.count();
    if (std::exchange(m_liveCount, count) != count)
        update();
}

void Diagnoses::update()
{
    const SessionStatus &status = m_sessions.status(m_id);
    const StartFacts now{.wasReady = status.state == SessionState::Ready,
                         .isSafeStart = status.isSafe,
                         .port = status.port,
                         .os = hostOs()};
    QList<Diagnosis> found = m_last.diagnoses;
    for (const Diagnosis &live : checkLayout(m_live.diagnoses(now), m_library, m_id)) {
        const bool isKnown = std::any_of(found.begin(), found.end(), [&live](const Diagnosis &one) {
            return isAbout(one, live);
        });
        if (!isKnown)
            found.append(live);
    }
    found.removeIf([](const Diagnosis &one) { return one.gravity == Gravity::Tells; });
    if (std::exchange(m_shown, found) != found)
        emit changed();
}

} // namespace portico::app
