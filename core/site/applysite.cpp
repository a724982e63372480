// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/site/applysite.h"

#include "core/installs/datalayout.h"
#include "core/installs/installfile.h"
#include "core/installs/verifyinstall.h"
#include "core/platform/host.h"
#include "core/python/baselock.h"
#include "core/site/makeinstall.h"
#include "core/site/siteparts.h"
#include "core/snapshots/takesnapshot.h"
#include "core/updates/switchgeneration.h"
#include "core/updates/updateinstall.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ApplySite)
};

Error runsNow(const QString &name)
{
    return {.code = ErrorCode::Busy,
            .message =
                Text::tr("“%1” runs, so it cannot go to its version of ComfyUI now.").arg(name),
            .nextStep =
                Text::tr("Stop it, then apply the file again: the new version is built already."),
            .detail = {}};
}

/** The newest generation of that version that could start. */
const Generation *generationOf(const Library &library, const Install &install,
                               const QString &version)
{
    const Generation *found = nullptr;
    for (const Generation &generation : install.generations) {
        const bool isBetter = !found || generation.number > found->number;
        if (generation.comfyVersion == version && isBetter
            && isWholeGeneration(library, install.id, generation))
            found = &generation;
    }
    return found;
}

/** One install of the site that is there. */
class Applying
{
public:
    Applying(const SiteServices &services, const SiteInstall &wanted, const ChangeConsent &consent,
             AppliedSite &applied, const JobContext &job)
        : m_services(services)
        , m_wanted(wanted)
        , m_consent(consent)
        , m_applied(applied)
        , m_job(job)
    { }

    Result<> run();

private:
    const Library &library() const { return m_services.nodes.compose.library; }
    Result<SiteDrift> drift() const;
    Result<Install> install() const;
    Result<> make();
    Result<> bringVersion();
    Result<> match(const SiteDrift &drift);
    Result<RecordedNodes> stateWanted(const Install &install, const SiteDrift &drift) const;
    Result<RecordedLayer> layerWanted(const Install &install) const;
    void tellScripts(const ChangePlan &plan);
    void did(const QString &sentence)
    {
        m_applied.done += sentence;
        m_job.log(sentence);
    }

    const SiteServices &m_services;
    const SiteInstall &m_wanted;
    const ChangeConsent &m_consent;
    AppliedSite &m_applied;
    const JobContext &m_job;
};

/** Of this install alone. */
Result<SiteDrift> Applying::drift() const
{
    return compareSite(library(), {.installs = {m_wanted}}, m_job);
}

Result<Install> Applying::install() const
{
    const auto found = installNamed(library(), m_wanted.name);
    if (!found)
        return found.error();
    if (*found)
        return **found;
    return Error{.code = ErrorCode::NotFound,
                 .message = Text::tr("“%1” went away meanwhile.").arg(m_wanted.name),
                 .nextStep = Text::tr("Apply the file again."),
                 .detail = {}};
}

Result<> Applying::make()
{
    m_job.log(Text::tr("“%1” is being made.").arg(m_wanted.name));
    const Result<Install> made = makeInstall(m_services, m_wanted, m_job);
    if (!made)
        return made.error();
    did(Text::tr("“%1” is there.").arg(m_wanted.name));
    return {};
}

/** A generation that is there is switched to; only else a new one is built. */
Result<> Applying::bringVersion()
{
    const Result<Install> now = install();
    if (!now)
        return now.error();
    if (const Generation *const there = generationOf(library(), *now, m_wanted.comfyui)) {
        const Result<GenerationSwitch> switched = switchGeneration(
            library(), now->id, there->number, m_services.nodes.keeper.get(), m_job);
        if (!switched)
            return switched.error();
        m_applied.remarks += switched->remarks;
    } else {
        Result<PreparedUpdate> prepared = prepareUpdate(
            m_services.nodes,
            {.id = now->id, .ref = u'v' + m_wanted.comfyui, .sourceBuilds = m_consent.sourceBuilds},
            m_job);
        if (!prepared)
            return prepared.error();
        const Result<UpdateOutcome> outcome =
            carryOut(m_services.nodes, std::move(*prepared), m_job);
        if (!outcome)
            return outcome.error();
        m_applied.remarks += outcome->remarks;
        if (!outcome->isCurrent())
            return runsNow(m_wanted.name);
    }
    did(Text::tr("“%1” is at ComfyUI %2.").arg(m_wanted.name, m_wanted.comfyui));
    return {};
}

/** The lock over this install's own base: another one is planned anew, and compared. */
Result<RecordedLayer> Applying::layerWanted(const Install &install) const
{
    const SiteLayer &wanted = *m_wanted.layer;
    RecordedLayer layer{.base = wanted.base, .lock = wanted.lock};
    if (wanted.lock.packages.isEmpty())
        return layer;
    layer.id = u"declared"_s;
    const Result<EnvironmentRequest> request =
        baseEnvironmentOf(library(), install, m_services.nodes.compose.host.os());
    if (!request)
        return request.error();
    const Result<PythonEnvironment> base = readEnvironment(*request, m_job);
    if (!base)
        return base.error();
    layer.isOfThisBase = baseDigest(*base) == wanted.base;
    return layer;
}

Result<RecordedNodes> Applying::stateWanted(const Install &install, const SiteDrift &drift) const
{
    const Result<SnapshotContent> content = contentOf(library(), install, m_job);
    if (!content)
        return content.error();
    RecordedNodes state;
    const bool changesPacks = drift.has(m_wanted.name, SitePart::Packs);
    if (changesPacks) {
        const auto states = sitePackStates(content->packs, m_wanted.nodes, m_job);
        if (!states)
            return states.error();
        QList<RecordedPack> packs = content->packs; // what is not declared stays as it is
        for (const SitePackState &one : *states) {
            packs.removeIf([&](const RecordedPack &pack) { return pack.name == one.wanted.name; });
            packs += one.wanted;
        }
        state.packs = packs;
        if (m_wanted.without)
            state.leftOut = *m_wanted.without;
    }
    if (m_wanted.layer && (changesPacks || drift.has(m_wanted.name, SitePart::Layer))) {
        const Result<RecordedLayer> layer = layerWanted(install);
        if (!layer)
            return layer.error();
        state.layer = *layer;
    }
    if (drift.has(m_wanted.name, SitePart::Settings)) {
        const Result<QJsonObject> settings = settingsWanted(install, m_wanted.settings);
        if (!settings)
            return settings.error();
        state.settings = *settings;
    }
    return state;
}

/** What a declared state brings does not run by itself. */
void Applying::tellScripts(const ChangePlan &plan)
{
    for (const PackStep &step : plan.steps) {
        const bool brings = step.act == PackAct::Install || step.act == PackAct::Update;
        if (brings && step.after && step.after->isEnabled && step.after->hasInstallScript)
            m_applied.remarks += Text::tr("“%1” has an install.py, which does not run by itself: "
                                          "porticoctl nodes run-script.")
                                     .arg(step.pack);
    }
}

Result<> Applying::match(const SiteDrift &drift)
{
    const Result<Install> now = install();
    if (!now)
        return now.error();
    const Result<RecordedNodes> state = stateWanted(*now, drift);
    if (!state)
        return state.error();
    Result<PreparedChange> prepared = prepareChange(m_services.nodes, now->id,
                                                    {.act = PackAct::Match,
                                                     .edits = LocalEdits::Stash,
                                                     .sourceBuilds = m_consent.sourceBuilds,
                                                     .state = *state,
                                                     .isDeclared = true},
                                                    m_job);
    if (!prepared)
        return prepared.error();
    const ChangePlan plan = prepared->plan();
    if (!plan.lacks.isEmpty())
        return plan.lacks.constFirst().why;
    if (plan.isComplete() && plan.isEmpty())
        return {};
    const Result<ChangeOutcome> outcome =
        carryOut(m_services.nodes, std::move(*prepared), m_consent, m_job);
    if (!outcome)
        return outcome.error();
    m_applied.remarks += plan.remarks + outcome->remarks;
    tellScripts(plan);
    did(Text::tr("Node packs, their packages and settings of “%1” are as declared.")
            .arg(m_wanted.name));
    if (!m_wanted.settings.layout)
        return {};
    const Result<Install> after = install();
    const Result<QStringList> arranged =
        after ? arrangeFoldersNow(library(), *after, m_job) : Result<QStringList>(after.error());
    if (!arranged)
        return arranged.error();
    m_applied.remarks += *arranged;
    return {};
}

Result<> Applying::run()
{
    Result<SiteDrift> now = drift();
    if (now && now->has(m_wanted.name, SitePart::Install)) {
        const Result<> made = make();
        if (!made)
            return made;
        now = drift();
    }
    if (now && now->has(m_wanted.name, SitePart::Comfyui)) {
        const Result<> brought = bringVersion();
        if (!brought)
            return brought;
        now = drift();
    }
    if (!now)
        return now.error();
    const bool isOther =
        std::any_of(now->differences.begin(), now->differences.end(),
                    [](const SiteDifference &one) { return one.part != SitePart::Manifest; });
    return isOther ? match(*now) : Result<>();
}

} // namespace

Result<AppliedSite> applySite(const SiteServices &services, const Site &site,
                              const ChangeConsent &consent, const JobContext &job)
{
    AppliedSite applied;
    for (const SiteInstall &wanted : site.installs) {
        const Result<> done = Applying(services, wanted, consent, applied, job).run();
        if (!done)
            return done.error();
    }
    const Result<SiteDrift> left = compareSite(services.nodes.compose.library, site, job);
    if (!left)
        return left.error();
    applied.left = *left;
    return applied;
}

} // namespace portico
