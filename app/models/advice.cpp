// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/advice.h"

#include "app/networkkeeper.h"
#include "app/services.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"
#include "core/jobs/jobrunner.h"

namespace portico::app {

Advice::Advice(const Services &services, JobRunner &background, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_background(background)
{
    // A network that is reached in another way may answer where it did not before.
    connect(&services.networkKeeper(), &NetworkKeeper::changed, this, [this] {
        if (problem() && !m_wasTold)
            askAgain();
    });
}

void Advice::tell(const AdviceValues &values)
{
    m_wasAsked = true;
    m_wasTold = true;
    m_computer = values.computer;
    m_choice = m_computer ? chooseAccelerator(*m_computer) : AcceleratorChoice();
    m_catalogue = values.catalogue;
    m_versions = values.versions;
    m_isLooking = values.isLooking;
    m_isAsking = values.isAsking;
    emit computerChanged();
    emit catalogueChanged();
    recommend();
}

void Advice::begin()
{
    if (m_wasTold)
        return;
    if (!m_computer && !m_isLooking)
        lookAgain();
    if (!m_wasAsked && !m_isAsking)
        ask(Asking::Never);
}

void Advice::lookAgain()
{
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_background.start<Computer>(
        {.title = tr("Look at this computer"), .exclusiveKey = {}},
        [probe = makeHardwareProbe(m_services.host(), m_services.library().root())](
            const JobContext &job) { return detectComputer(probe, job); },
        this,
        [this](const Result<Computer> &computer) {
            m_isLooking = false;
            if (computer) {
                m_computer = *computer;
                m_choice = chooseAccelerator(*computer);
            }
            emit computerChanged();
            recommend();
        });
    emit computerChanged();
}

void Advice::askAgain()
{
    if (!m_isAsking)
        ask(Asking::Always);
}

/** What is kept is shown at once; what is new is asked for behind it. */
void Advice::ask(Asking asking)
{
    m_isAsking = true;
    m_background.start<CatalogueLook>(
        {.title = tr("Read the catalogue"), .exclusiveKey = {}},
        [services = m_services.catalogue(), asking](const JobContext &job) {
            return askBoth(services, asking, job);
        },
        this,
        [this, asking](const Result<CatalogueLook> &asked) {
            m_isAsking = false;
            if (asked)
                take(*asked);
            if (asking == Asking::Never && asked)
                ask(Asking::IfOld);
            else
                m_wasAsked = m_wasAsked || bool(asked);
            emit catalogueChanged();
            recommend();
        });
    emit catalogueChanged();
}

void Advice::take(const CatalogueLook &asked)
{
    m_catalogue = asked.catalogue;
    if (asked.versions)
        m_versions = *asked.versions;
}

void Advice::recommend()
{
    std::optional<Recommendation> found;
    if (m_computer) {
        const ComfyRelease *stable =
            releaseOf(m_versions.releases, Track::Stable, QDateTime::currentDateTimeUtc());
        found = recommendBundle(m_catalogue.entries, m_choice, *m_computer,
                                stable ? stable->version : QString());
        const bool mayComeYet = m_isAsking || problem().has_value();
        if (found->isCompose() && mayComeYet)
            found.reset();
    }
    m_recommendation = found;
    emit recommendationChanged();
}

std::optional<Error> Advice::problem() const
{
    if (m_isAsking || !m_catalogue.entries.isEmpty())
        return {};
    for (const SourceState &state : m_catalogue.sources) {
        if (state.problem)
            return state.problem;
    }
    return {};
}

std::optional<BundleFit> Advice::fit(const CatalogueEntry &entry) const
{
    if (!m_computer)
        return {};
    return fitOf(entry, m_choice, *m_computer);
}

QList<CatalogueEntry> Advice::suitable() const
{
    QList<CatalogueEntry> found;
    for (const CatalogueEntry &entry : m_catalogue.entries) {
        const auto verdict = fit(entry);
        if (verdict && verdict->suitability != Suitability::Not)
            found += entry;
    }
    return found;
}

} // namespace portico::app
