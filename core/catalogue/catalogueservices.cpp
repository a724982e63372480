// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/catalogueservices.h"

#include "core/catalogue/sources.h"
#include "core/settings/settingsstore.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** What all sources are asked through. */
struct Asker
{
    explicit Asker(const CatalogueServices &services)
        : fetcher(services.http, services.clock, DocumentCache(services.cache))
        , github(fetcher, services.options.github, services.githubToken,
                 services.options.plainHttpHosts)
    { }

    const DocumentFetcher fetcher;
    const GithubReleases github;
};

std::unique_ptr<CatalogueSource> makeSource(const CatalogueServices &services, const Asker &asker,
                                            const OwnSource &source)
{
    switch (source.kind) {
    case OwnSource::Kind::Anymatix:
        return anymatixSource(asker.github, source.address);
    case OwnSource::Kind::Team:
        break;
    }
    return teamSource(asker.fetcher, services.clock, source.address,
                      services.options.plainHttpHosts);
}

Result<CatalogueAnswer> askSources(const CatalogueServices &services, const Asker &asker,
                                   Asking asking,
                                   const std::function<void(const CatalogueAnswer &)> &onAnswer,
                                   const JobContext &job)
{
    const CatalogueOptions &options = services.options;
    std::vector<std::unique_ptr<CatalogueSource>> sources;
    sources.push_back(officialSource(asker.github));
    sources.push_back(standaloneSource(asker.fetcher, asker.github, options.standaloneMirror,
                                       services.os, options.plainHttpHosts));
    for (const OwnSource &source : ownSources(options))
        sources.push_back(makeSource(services, asker, source));
    return BundleCatalogue(std::move(sources))
        .ask(asking, {.limit = services.patience, .onAnswer = onAnswer}, job);
}

} // namespace

CatalogueOptions catalogueOptions(const SettingsStore &settings)
{
    return {.github = {.mirror = QUrl(settings.get(settings::kGithubMirror))},
            .standaloneMirror = settings.get(settings::kStandaloneMirror),
            .anymatixRepositories = settings.get(settings::kAnymatixRepositories),
            .teamCatalogues = settings.get(settings::kTeamCatalogues),
            .plainHttpHosts = settings.get(settings::kPlainHttpHosts)};
}

OwnSource ownSourceFrom(const QString &typed)
{
    const QString text = typed.trimmed();
    const QFileInfo file(text);
    if (isRepositoryName(text) && !file.exists())
        return {.kind = OwnSource::Kind::Anymatix, .address = text};
    const bool isAddress = text.contains(u"://"_s);
    return {.kind = OwnSource::Kind::Team,
            .address = isAddress ? text : QDir::cleanPath(file.absoluteFilePath())};
}

QList<OwnSource> ownSources(const CatalogueOptions &options)
{
    QList<OwnSource> sources;
    for (const QString &repository : options.anymatixRepositories)
        sources.append({.kind = OwnSource::Kind::Anymatix, .address = repository});
    for (const QString &address : options.teamCatalogues)
        sources.append({.kind = OwnSource::Kind::Team, .address = address});
    return sources;
}

static const Setting<QStringList> &settingOf(const OwnSource &source)
{
    return source.kind == OwnSource::Kind::Anymatix ? settings::kAnymatixRepositories
                                                    : settings::kTeamCatalogues;
}

void keepSource(SettingsStore &settings, const OwnSource &source)
{
    QStringList list = settings.get(settingOf(source));
    list.removeAll(source.address);
    list.append(source.address);
    settings.set(settingOf(source), list);
}

bool dropSource(SettingsStore &settings, const OwnSource &source)
{
    QStringList list = settings.get(settingOf(source));
    if (list.removeAll(source.address) == 0)
        return false;
    settings.set(settingOf(source), list);
    return true;
}

Result<SourceAnswer> askSource(const CatalogueServices &services, const OwnSource &source,
                               const JobContext &job)
{
    const Asker asker(services);
    const auto answer = makeSource(services, asker, source)->entries(Asking::Always, job);
    if (answer && answer->isKept && answer->problem)
        return *answer->problem;
    return answer;
}

Result<CatalogueAnswer> askCatalogue(const CatalogueServices &services, Asking asking,
                                     const JobContext &job)
{
    return askSources(services, Asker(services), asking, {}, job);
}

Result<CatalogueLook> askBoth(const CatalogueServices &services, Asking asking,
                              const JobContext &job, const CatalogueListener &listener)
{
    const Asker asker(services);
    const auto onAnswer = [&](const CatalogueAnswer &answer) {
        if (listener)
            listener(
                {.catalogue = answer, .versions = comfyVersions(asker.github, Asking::Never, job)});
    };
    const auto catalogue = askSources(services, asker, asking, onAnswer, job);
    if (!catalogue)
        return catalogue.error();
    // Where the catalogue got no answer just now, asking again would not either.
    return CatalogueLook{.catalogue = *catalogue,
                         .versions = comfyVersions(asker.github, Asking::Never, job)};
}

Result<VersionList> askVersions(const CatalogueServices &services, Asking asking,
                                const JobContext &job)
{
    const Asker asker(services);
    return comfyVersions(asker.github, asking, job);
}

} // namespace portico
