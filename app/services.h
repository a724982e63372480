// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/installs/addbundle.h"
#include "core/installs/removeinstall.h"
#include "core/net/downloader.h"
#include "core/net/qthttpclient.h"
#include "core/platform/host.h"
#include "core/process/processrunner.h"

#include <memory>

namespace portico {

class SettingsStore;

/**
 * What the jobs of one library need, built once from the settings and handed on by reference: both
 * programs compose their core here and nowhere else. Its services may be used on any thread; it
 * outlives every job that was given one.
 */
class Services
{
public:
    Services(const SettingsStore &settings, Library library);

    const Library &library() const { return m_library; }
    const Host &host() const { return *m_host; }
    const ProcessRunner &processes() const { return m_processes; }

    AddServices add() const;
    RemoveServices remove() const;

private:
    Library m_library;
    std::unique_ptr<Host> m_host;
    SystemProcessRunner m_processes;
    SystemClock m_clock;
    QtHttpClient m_http;
    Downloader m_downloader;
};

} // namespace portico
