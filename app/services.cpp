// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/services.h"

#include "app/networkkeeper.h"
#include "core/settings/settingsstore.h"

namespace portico {

using namespace Qt::StringLiterals;

Services::Services(SettingsStore &settings, Library library)
    : m_settings(settings)
    , m_library(std::move(library))
    , m_host(makeHost())
    , m_network(
          std::make_shared<Network>(m_library.root() + u"/store/certificates"_s, &m_processes))
    , m_keeper(std::make_unique<NetworkKeeper>(settings, *m_network))
    , m_githubToken(std::make_unique<GithubToken>(settings))
    , m_http(m_network)
    , m_downloader(m_http, m_clock, m_library.downloads())
{ }

Services::~Services() = default;

AddServices Services::add() const
{
    return {m_library, m_downloader, m_processes, *m_host, m_clock};
}

RemoveServices Services::remove() const
{
    return {m_library, *m_host, m_clock};
}

ComposeServices Services::compose() const
{
    return {.library = m_library,
            .downloader = m_downloader,
            .processes = m_processes,
            .host = *m_host,
            .clock = m_clock,
            .network = *m_network,
            .uvProgram = m_settings.get(settings::kUvProgram)};
}

CatalogueServices Services::catalogue() const
{
    return {.http = m_http,
            .clock = m_clock,
            .os = m_host->os(),
            .cache = cacheFolder() + u"/catalogue"_s,
            .options = catalogueOptions(m_settings),
            .githubToken = m_githubToken->reader()};
}

} // namespace portico
