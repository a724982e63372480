// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/statekeeping.h"

#include "app/models/sessions.h"
#include "app/services.h"
#include "core/installs/installstore.h"
#include "core/jobs/jobrunner.h"
#include "core/snapshots/takesnapshot.h"

namespace portico::app {

namespace {

Result<bool> asValue(const Result<> &result)
{
    return result ? Result<bool>(true) : result.error();
}

} // namespace

StateKeeping::StateKeeping(const Parts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(&m_parts.installs, &InstallStore::settingsReplaced, this, &StateKeeping::keep);
    connect(&m_parts.sessions, &Sessions::statusChanged, this, &StateKeeping::follow);
}

/** Packs and packages are as they were when it was asked: only the settings have changed since. */
void StateKeeping::keep(const Install &before)
{
    m_parts.background.start<bool>(
        {.title = tr("Take a snapshot"), .exclusiveKey = {}},
        [&states = m_parts.services.states(), before](const JobContext &job) {
            return asValue(states.keep(before, KeepReason::Settings, job));
        },
        this, [](const Result<bool> &) {});
}

void StateKeeping::follow(const InstallId &id)
{
    const SessionStatus &status = m_parts.sessions.status(id);
    const bool isReady = status.state == SessionState::Ready;
    const bool wasReady = m_wasReady.value(id);
    m_wasReady.insert(id, isReady);
    if (!isReady || wasReady)
        return;
    m_parts.background.start<bool>(
        {.title = tr("Take a snapshot"), .exclusiveKey = {}},
        [library = m_parts.services.library(), id, started = status.started](
            const JobContext &job) { return asValue(keepGoodStart(library, id, started, job)); },
        this, [](const Result<bool> &) {});
}

} // namespace portico::app
