// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/suggestion.h"

#include "core/base/clock.h"
#include "core/hardware/detectcomputer.h"

#include <future>

namespace portico {

namespace {

Suggestion suggestionOf(const CatalogueLook &look, const Computer &computer, Track track,
                        const QDateTime &now)
{
    Suggestion suggestion{
        .catalogue = look.catalogue, .computer = computer, .choice = chooseAccelerator(computer)};
    if (look.versions) {
        const ComfyRelease *release = releaseOf(look.versions->releases, track, now);
        suggestion.trackVersion = release ? release->version : QString();
    }
    suggestion.recommendation = recommendBundle(look.catalogue.entries, suggestion.choice, computer,
                                                suggestion.trackVersion, track);
    return suggestion;
}

} // namespace

Result<Suggestion> suggestFor(const Computer &computer, const CatalogueServices &services,
                              Asking asking, Track track, const JobContext &job)
{
    const auto look = askBoth(services, asking, job);
    if (!look)
        return look.error();
    return suggestionOf(*look, computer, track, services.clock.now().toUTC());
}

Result<Suggestion> suggest(const CatalogueServices &services,
                           const std::shared_ptr<const HardwareProbe> &probe, Asking asking,
                           Track track, const JobContext &job)
{
    auto computer = std::async(std::launch::async, [&] { return detectComputer(probe, job); });
    const auto look = askBoth(services, asking, job);
    const auto found = computer.get();
    if (!look)
        return look.error();
    if (!found)
        return found.error();
    return suggestionOf(*look, *found, track, services.clock.now().toUTC());
}

} // namespace portico
