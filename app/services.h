// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/githubtoken.h"
#include "core/base/clock.h"
#include "core/catalogue/catalogueservices.h"
#include "core/installs/addbundle.h"
#include "core/installs/composeinstall.h"
#include "core/installs/removeinstall.h"
#include "core/net/downloader.h"
#include "core/net/network.h"
#include "core/net/qthttpclient.h"
#include "core/platform/host.h"
#include "core/process/processrunner.h"

#include <memory>

namespace portico {

class NetworkKeeper;
class SettingsStore;

/**
 * What the jobs of one library need, built once from the settings and handed on by reference: both
 * programs compose their core here and nowhere else. Its services may be used on any thread; it
 * outlives every job that was given one. What is changed about networks counts at once. Built and
 * destroyed on the settings' thread.
 */
class Services
{
    Q_DISABLE_COPY_MOVE(Services)

public:
    Services(SettingsStore &settings, Library library);
    ~Services();

    const Library &library() const { return m_library; }
    const Host &host() const { return *m_host; }
    const ProcessRunner &processes() const { return m_processes; }
    const Network &network() const { return *m_network; }
    /** Settings' thread only. */
    NetworkKeeper &networkKeeper() const { return *m_keeper; }
    const HttpClient &http() const { return m_http; }

    AddServices add() const;
    RemoveServices remove() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    ComposeServices compose() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    CatalogueServices catalogue() const;
    /** Settings' thread only. */
    GithubToken &githubToken() const { return *m_githubToken; }

private:
    SettingsStore &m_settings;
    Library m_library;
    std::unique_ptr<Host> m_host;
    SystemProcessRunner m_processes;
    SystemClock m_clock;
    std::shared_ptr<Network> m_network;
    std::unique_ptr<NetworkKeeper> m_keeper;
    std::unique_ptr<GithubToken> m_githubToken;
    QtHttpClient m_http;
    Downloader m_downloader;
};

} // namespace portico
