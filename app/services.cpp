// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/services.h"

#include "core/settings/settingsstore.h"

namespace portico {

namespace {

ProxyChoice proxyChoice(const ProxySettings &settings)
{
    ProxyChoice choice;
    switch (settings.mode) {
    case ProxySettings::Mode::Pac: // the network chain asks the script; until then as the system
    case ProxySettings::Mode::System:
        choice.kind = ProxyChoice::Kind::System;
        break;
    case ProxySettings::Mode::None:
        choice.kind = ProxyChoice::Kind::None;
        break;
    case ProxySettings::Mode::Http:
        choice.kind = ProxyChoice::Kind::Http;
        break;
    case ProxySettings::Mode::Socks5:
        choice.kind = ProxyChoice::Kind::Socks5;
        break;
    }
    choice.host = settings.host;
    choice.port = static_cast<quint16>(settings.port);
    choice.user = settings.user;
    return choice;
}

} // namespace

Services::Services(const SettingsStore &settings, Library library)
    : m_library(std::move(library))
    , m_host(makeHost())
    , m_http({.proxy = proxyChoice(settings.get(settings::kProxy)), .extraAuthorities = {}})
    , m_downloader(m_http, m_clock, m_library.downloads())
{ }

AddServices Services::add() const
{
    return {m_library, m_downloader, m_processes, *m_host, m_clock};
}

RemoveServices Services::remove() const
{
    return {m_library, *m_host, m_clock};
}

} // namespace portico
