// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/githubtoken.h"
#include "core/appupdate/checkupdate.h"
#include "core/base/clock.h"
#include "core/catalogue/catalogueservices.h"
#include "core/github/githubapi.h"
#include "core/installs/addbundle.h"
#include "core/installs/composeinstall.h"
#include "core/installs/removeinstall.h"
#include "core/installs/statekeeper.h"
#include "core/isolation/envoperations.h"
#include "core/net/downloader.h"
#include "core/net/network.h"
#include "core/net/qthttpclient.h"
#include "core/nodes/changepacks.h"
#include "core/platform/host.h"
#include "core/process/processrunner.h"
#include "core/repair/repairplan.h"
#include "core/storage/cleaning.h"

#include <map>
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
    const Downloader &downloader() const { return m_downloader; }

    AddServices add() const;
    RemoveServices remove() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    CleanServices clean() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    ComposeServices compose() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    CatalogueServices catalogue() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    NodeServices nodes() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    EnvOperations environments() const;
    /** With the settings of now. Settings' thread only; what it returns may go to any. */
    RepairServices repair() const;
    /** With the settings of now; the network chain is the caller's to put in. Settings' thread
     *  only; what it returns may go to any. */
    AppUpdateServices appUpdate() const;
    /** Takes a snapshot before a change; any thread. */
    const StateKeeper &states() const { return *m_keeperOfStates; }
    /** The token of the GitHub that bundles are published to, by the settings of now; it lives as
     *  long as these services. Settings' thread only. */
    GithubToken &publishToken() const;
    /** Where bundles are published to, with the settings of now. Settings' thread only; what it
     *  returns may go to any. Error: an address that is none. */
    Result<std::shared_ptr<const GithubApi>> github() const;
    /** The same with a token that is not kept yet. */
    Result<std::shared_ptr<const GithubApi>> githubWith(const QString &token) const;
    /** Settings' thread only. */
    GithubToken &githubToken() const { return *m_githubToken; }

private:
    Result<std::shared_ptr<const GithubApi>> githubBy(const GithubApi::Token &token) const;

    SettingsStore &m_settings;
    Library m_library;
    std::unique_ptr<Host> m_host;
    SystemProcessRunner m_processes;
    SystemClock m_clock;
    std::shared_ptr<Network> m_network;
    std::unique_ptr<NetworkKeeper> m_keeper;
    std::unique_ptr<GithubToken> m_githubToken;
    mutable std::map<QString, GithubToken> m_serverTokens; ///< of servers that are not github.com
    QtHttpClient m_http;
    Downloader m_downloader;
    RegistryClient m_registry;
    std::shared_ptr<const StateKeeper> m_keeperOfStates;
};

} // namespace portico
