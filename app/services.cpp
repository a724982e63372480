// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/services.h"

#include "app/networkkeeper.h"
#include "core/bundles/addedbundle.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"
#include "core/isolation/packwrapper.h"
#include "core/settings/settingsstore.h"
#include "core/snapshots/takesnapshot.h"

#include <QFileInfo>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

RegistryOptions registryOptions(const SettingsStore &settings)
{
    return {.address = QUrl(settings.get(settings::kRegistryAddress)),
            .cache = cacheFolder() + u"/registry"_s,
            .plainHttpHosts = settings.get(settings::kPlainHttpHosts)};
}

} // namespace

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
    , m_registry(m_http, m_clock, registryOptions(settings))
    , m_keeperOfStates(std::make_shared<SnapshotKeeper>(m_library))
{
    // The keeper goes with these services, and with it this connection.
    QObject::connect(&settings, &SettingsStore::changed, m_keeper.get(),
                     [this](const QString &key) {
                         const bool isItsOwn = key == settings::kRegistryAddress.key
                             || key == settings::kPlainHttpHosts.key;
                         if (!isItsOwn)
                             return;
                         const RegistryOptions options = registryOptions(m_settings);
                         m_registry.setAddress(options.address, options.plainHttpHosts);
                     });
}

Services::~Services() = default;

AddServices Services::add() const
{
    static const AddedBundle reader; // it holds nothing
    return {m_library, m_downloader, m_processes, *m_host, m_clock, &reader};
}

RemoveServices Services::remove() const
{
    return {m_library, *m_host, m_clock};
}

CleanServices Services::clean() const
{
    return {
        .library = m_library, .host = *m_host, .clock = m_clock, .environments = environments()};
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

NodeServices Services::nodes() const
{
    EnvOperations isolating = environments();
    isolating.keeper.reset(); // a change of node packs was remembered before it began
    return {.compose = compose(),
            .registry = m_registry,
            .http = m_http,
            .plainHttpHosts = m_settings.get(settings::kPlainHttpHosts),
            .cooldownDays = m_settings.get(settings::kCooldownDays),
            .isolator = std::make_shared<PackWrapper>(isolating),
            .keeper = m_keeperOfStates};
}

EnvOperations Services::environments() const
{
    const auto computer = [this](const JobContext &job) {
        return detectComputer(makeHardwareProbe(*m_host, m_library.root()), job);
    };
    return {.services = compose(),
            .http = m_http,
            .computer = computer,
            .facts = hostPlaceFacts(),
            .pixi = m_settings.get(settings::kPixiProgram),
            .wheelIndex = QUrl(m_settings.get(settings::kCudaWheelIndex)),
            .pythonList = {},
            .keeper = m_keeperOfStates};
}

GithubToken &Services::publishToken() const
{
    const auto server = githubServerFrom(m_settings.get(settings::kGithubServer));
    if (!server || server->isGithubCom())
        return *m_githubToken;
    const QString name = server->name();
    return m_serverTokens.try_emplace(name, m_settings, githubServerTokenHome(name)).first->second;
}

Result<std::shared_ptr<const GithubApi>> Services::github() const
{
    return githubBy([problem = publishToken().problem(),
                     read = publishToken().reader()](const JobContext &job) -> Result<QByteArray> {
        if (problem)
            return *problem;
        return read(job);
    });
}

Result<std::shared_ptr<const GithubApi>> Services::githubWith(const QString &token) const
{
    return githubBy(
        [bytes = token.toLatin1()](const JobContext &) -> Result<QByteArray> { return bytes; });
}

Result<std::shared_ptr<const GithubApi>> Services::githubBy(const GithubApi::Token &token) const
{
    const auto server = githubServerFrom(m_settings.get(settings::kGithubServer));
    if (!server)
        return server.error();
    return std::make_shared<const GithubApi>(m_http, m_clock, *server, token,
                                             m_settings.get(settings::kPlainHttpHosts));
}

RepairServices Services::repair() const
{
    return {nodes(), environments()};
}

AppUpdateServices Services::appUpdate() const
{
    return {.http = m_http,
            .clock = m_clock,
            .settingsFolder = QFileInfo(m_settings.filePath()).path(),
            .downloads = m_library.downloads(),
            .network = {},
            .plainHttpHosts = m_settings.get(settings::kPlainHttpHosts)};
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
