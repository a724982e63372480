// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/advice.h"

#include "app/networkkeeper.h"
#include "app/services.h"
#include "core/catalogue/partialanswer.h"
#include "core/hardware/detectcomputer.h"
#include "core/hardware/hardwareprobe.h"
#include "core/jobs/jobrunner.h"

#include <mutex>

namespace portico::app {

using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 2s;

} // namespace

struct Advice::SoFar
{
    std::mutex mutex;
    std::optional<CatalogueLook> look;
};

Advice::Advice(const Services &services, JobRunner &background, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_background(background)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_isPatient = false;
        recommend();
    });
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
    m_isPatient = values.isPatient;
    m_recommendation.reset();
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
    if (!m_isAsking) {
        m_isPatient = true;
        m_patience.start();
    }
    m_isAsking = true;
    if (asking != Asking::Never)
        m_catalogue = filledUp(askedAgain(m_catalogue), m_catalogue);
    const auto soFar = std::make_shared<SoFar>();
    m_soFar = soFar;
    const Job &job = m_background.start<CatalogueLook>(
        {.title = tr("Read the catalogue"), .exclusiveKey = {}},
        [services = m_services.catalogue(), asking, soFar](const JobContext &context) {
            qint64 answers = 0;
            return askBoth(services, asking, context, [&](const CatalogueLook &look) {
                {
                    const std::lock_guard lock(soFar->mutex);
                    soFar->look = look;
                }
                context.report({.step = tr("Ask the sources"),
                                .done = ++answers,
                                .total = look.catalogue.sources.size(),
                                .unit = ProgressUnit::Items});
            });
        },
        this, [this, asking](const Result<CatalogueLook> &asked) { finish(asking, asked); });
    connect(&job, &Job::changed, this, &Advice::takeSoFar);
    emit catalogueChanged();
}

void Advice::takeSoFar()
{
    std::optional<CatalogueLook> look;
    if (m_soFar) {
        const std::lock_guard lock(m_soFar->mutex);
        look.swap(m_soFar->look);
    }
    if (!look)
        return;
    look->catalogue = filledUp(look->catalogue, m_catalogue);
    take(*look);
    emit catalogueChanged();
    recommend();
}

void Advice::finish(Asking asking, const Result<CatalogueLook> &asked)
{
    m_soFar.reset();
    if (asked)
        take(*asked);
    if (asking == Asking::Never && asked) {
        ask(Asking::IfOld);
    } else {
        m_isAsking = false;
        m_patience.stop();
        m_wasAsked = m_wasAsked || bool(asked);
    }
    emit catalogueChanged();
    recommend();
}

void Advice::take(const CatalogueLook &asked)
{
    m_catalogue = asked.catalogue;
    if (asked.versions)
        m_versions = *asked.versions;
}

QStringList Advice::stillAsked() const
{
    return m_isAsking ? portico::stillAsked(m_catalogue) : QStringList();
}

void Advice::recommend()
{
    std::optional<Recommendation> found;
    if (m_computer) {
        const ComfyRelease *stable =
            releaseOf(m_versions.releases, Track::Stable, QDateTime::currentDateTimeUtc());
        found = recommendBundle(m_catalogue.entries, m_choice, *m_computer,
                                stable ? stable->version : QString());
        const bool isMadeOfNothing = found->isCompose() && problem();
        if (!m_recommendation && (isMadeOfNothing || mayChange(*found)))
            found.reset();
    }
    m_recommendation = found;
    emit recommendationChanged();
}

/** What was once recommended is not taken back; before, a moment is waited for what is better. */
bool Advice::mayChange(const Recommendation &found) const
{
    if (!m_isAsking || !m_isPatient)
        return false;
    if (m_catalogue.sources.isEmpty())
        return found.isCompose();
    return mayBringBetter(m_catalogue, m_computer->os, !m_versions.releases.isEmpty());
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
