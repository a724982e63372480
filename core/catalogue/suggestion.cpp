// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/catalogue/suggestion.h"

#include "core/base/clock.h"
#include "core/hardware/detectcomputer.h"

#include <future>

namespace portico {

namespace {

Suggestion suggestionOf(const CatalogueAnswer &catalogue, const Computer &computer,
                        const CatalogueServices &services, Track track, const JobContext &job)
{
    Suggestion suggestion{
        .catalogue = catalogue, .computer = computer, .choice = chooseAccelerator(computer)};
    // The catalogue has just asked for the same list, so what is kept is what there is.
    if (const auto versions = askVersions(services, Asking::Never, job)) {
        const ComfyRelease *release =
            releaseOf(versions->releases, track, services.clock.now().toUTC());
        suggestion.trackVersion = release ? release->version : QString();
    }
    suggestion.recommendation =
        recommendBundle(catalogue.entries, suggestion.choice, computer, suggestion.trackVersion);
    return suggestion;
}

} // namespace

Result<Suggestion> suggestFor(const Computer &computer, const CatalogueServices &services,
                              Asking asking, Track track, const JobContext &job)
{
    const auto catalogue = askCatalogue(services, asking, job);
    if (!catalogue)
        return catalogue.error();
    return suggestionOf(*catalogue, computer, services, track, job);
}

Result<Suggestion> suggest(const CatalogueServices &services,
                           const std::shared_ptr<const HardwareProbe> &probe, Asking asking,
                           Track track, const JobContext &job)
{
    auto computer = std::async(std::launch::async, [&] { return detectComputer(probe, job); });
    const auto catalogue = askCatalogue(services, asking, job);
    const auto found = computer.get();
    if (!catalogue)
        return catalogue.error();
    if (!found)
        return found.error();
    return suggestionOf(*catalogue, *found, services, track, job);
}

} // namespace portico
