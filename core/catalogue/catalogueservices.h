// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/bundlecatalogue.h"
#include "core/catalogue/documentcache.h"
#include "core/catalogue/githubaddress.h"
#include "core/catalogue/versions.h"

#include <QStringList>

#include <functional>

namespace portico {

class Clock;
class HttpClient;
class SettingsStore;

/** What the person set about the catalogue: plain values, taken on the settings' thread. */
struct CatalogueOptions
{
    GithubAddress github{};
    QString standaloneMirror{};         ///< empty: Comfy-Org's own place
    QStringList anymatixRepositories{}; ///< "owner/name"
    QStringList teamCatalogues{};       ///< addresses or paths of JSON files
    QStringList plainHttpHosts{};
};

CatalogueOptions catalogueOptions(const SettingsStore &settings);

/** What the catalogue needs; all but the values must outlive its use. */
struct CatalogueServices
{
    const HttpClient &http;
    const Clock &clock;
    Os os = Os::Linux; ///< whose older standalone environments are listed, too
    QString cache{};   ///< folder of kept answers
    CatalogueOptions options{};
    /** The person's GitHub token, looked up when GitHub is really asked; may be null. */
    std::function<QByteArray(const JobContext &)> githubToken{};
    std::chrono::milliseconds patience = CataloguePatience().limit; ///< with a silent source
};

/** All sources asked at the same time. The only error is Cancelled. Blocking. */
Result<CatalogueAnswer> askCatalogue(const CatalogueServices &services, Asking asking,
                                     const JobContext &job);

/** A source that a person may add. */
struct OwnSource
{
    enum class Kind { Anymatix, Team };

    Kind kind = Kind::Team;
    QString address{}; ///< "owner/name"; an address, or an absolute path

    friend bool operator==(const OwnSource &, const OwnSource &) = default;
};

/** What a person typed: "owner/name" is a repository, unless there is such a file; all else is a
 *  team's catalogue. */
OwnSource ownSourceFrom(const QString &typed);

/** Those of the settings. */
QList<OwnSource> ownSources(const CatalogueOptions &options);
void keepSource(SettingsStore &settings, const OwnSource &source); ///< at the end
/** Whether it was there. */
bool dropSource(SettingsStore &settings, const OwnSource &source);

/** Asks that one alone, as a test before it is added. Blocking. Error: what is wrong with it. */
Result<SourceAnswer> askSource(const CatalogueServices &services, const OwnSource &source,
                               const JobContext &job);

/** Both lists of one look. */
struct CatalogueLook
{
    CatalogueAnswer catalogue{};
    Result<VersionList> versions{VersionList()};
};

/** Told what is known so far, on the thread that asks. */
using CatalogueListener = std::function<void(const CatalogueLook &)>;

/** Catalogue and versions, which come from one list of GitHub's. The only error is Cancelled.
 *  Blocking. */
Result<CatalogueLook> askBoth(const CatalogueServices &services, Asking asking,
                              const JobContext &job, const CatalogueListener &listener = {});

/** The releases of ComfyUI. Blocking. */
Result<VersionList> askVersions(const CatalogueServices &services, Asking asking,
                                const JobContext &job);

} // namespace portico
