// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/addbundle.h"
#include "core/io/stagingfolder.h"
#include "core/selfcheck/bundleserver.h"
#include "core/selfcheck/checkrecorder.h"
#include "core/selfcheck/demobundle.h"
#include "core/selfcheck/traces.h"
#include "core/server/sessioncontrol.h"

#include <memory>
#include <optional>

namespace portico {

/** A process that must be gone at the end; the start time tells it from a later one. */
struct WatchedProcess
{
    qint64 pid = 0;
    std::optional<qint64> startTime;
};

/**
 * One run of the self-check, part by part; each part stops at its first failure. What it made goes
 * with it, however it ends. Lives on one worker thread.
 */
class SelfCheckRun
{
public:
    SelfCheckRun(const AddServices &services, const JobContext &job);
    ~SelfCheckRun();
    Q_DISABLE_COPY_MOVE(SelfCheckRun)

    Result<> makeBundle(const SelfCheckRequest &request);
    Result<> addInstall();
    Result<> startSession();
    Result<> askForPicture();
    Result<> stopSession();
    Result<> removeInstall();

    CheckRecorder &recorder() { return m_recorder; }

private:
    Result<> waitUntilGone() const;
    Result<> remove();
    void dropDownload() const;
    bool isRunning(const WatchedProcess &process) const;

    const AddServices &m_services;
    const JobContext &m_job;
    const Traces m_traces;
    CheckRecorder m_recorder;
    std::optional<StagingDir> m_staging;
    std::optional<DemoBundle> m_bundle;
    std::unique_ptr<BundleServer> m_server;
    std::optional<Install> m_install;
    std::unique_ptr<SessionControl> m_session;
    QList<WatchedProcess> m_processes;
};

} // namespace portico
