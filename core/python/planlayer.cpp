// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/planlayer.h"

#include "core/base/lists.h"
#include "core/python/abiwheel.h"
#include "core/python/baselock.h"
#include "core/python/layer.h"
#include "core/python/layerresolver.h"
#include "core/python/needgraph.h"
#include "core/python/packclashes.h"
#include "core/python/planrows.h"
#include "core/python/provider.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"
#include "core/python/wheelstore.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PlanLayer)
};

/** Providers and coupled wheels show only in a resolution, and lead to another one. */
constexpr int kMostRounds = 8;

class Planner
{
public:
    Planner(const LayerRequest &request, const Uv &uv, const JobContext &job)
        : m_request(request)
        , m_uv(uv)
        , m_resolver(request, uv, job)
    { }

    Result<LayerPlan> run();

private:
    QList<LayerNeeds> chosenPacks();
    void takeSorted(const SortedNeeds &sorted);
    Result<> takeMadeWheels();
    Result<bool> takeBuilt(const LayerResolution &resolution);
    Result<LayerResolution> resolveWhatGoes();
    void leaveOut(const ClashingNeeds &clashing);
    bool settleProviders(const LayerResolution &resolution);
    bool settleCoupled(const LayerResolution &resolution);
    bool refuseCoupled(const QString &name, const QString &fileName, const NeedGraph &graph);
    void addRemarks();

    const LayerRequest &m_request;
    const Uv &m_uv;
    LayerResolver m_resolver;
    QList<WantedNeed> m_needs;   ///< of packs that are still in
    QList<WantedNeed> m_outside; ///< in the order of the plan's first rows
    LayerPlan m_plan;
};

QList<LayerNeeds> Planner::chosenPacks()
{
    QList<LayerNeeds> chosen;
    for (const LayerNeeds &pack : m_request.packs) {
        if (leavesOutAll(m_request.without, pack.pack)) {
            m_plan.leftOutPacks += pack.pack;
            continue;
        }
        LayerNeeds needs{.pack = pack.pack};
        for (const LayerNeed &need : pack.needs) {
            const NeedChoice choice{pack.pack, requirementKey(need.name, need.text)};
            if (leavesOut(m_request.without, pack.pack, choice.requirement))
                m_plan.leftOutNeeds += LeftOutNeed{choice, need.text};
            else
                needs.needs += need;
        }
        chosen += needs;
    }
    return chosen;
}

void Planner::takeSorted(const SortedNeeds &sorted)
{
    m_plan.present = sorted.present;
    m_plan.stripped = sorted.stripped;
    m_plan.unmet = sorted.unmet;
    m_plan.providers = sorted.providers;
    m_plan.remarks = sorted.remarks;
    m_needs = sorted.wanted;
    m_resolver.exclude(sorted.excluded);
    m_resolver.exclude(m_request.excluded);
    m_plan.added = sorted.outsideRows;
    m_outside = sorted.outside;
}

/** What was made by consent before is a wheel of the store: it counts as one of the index. */
Result<> Planner::takeMadeWheels()
{
    for (const QString &file : m_request.files) {
        const auto name = wheelName(QFileInfo(file).fileName());
        const Result<> supplied = name ? m_resolver.supply(name->package, file) : Result<>();
        if (!supplied)
            return supplied;
    }
    for (qsizetype i = m_outside.size() - 1; i >= 0; --i) {
        const auto made =
            findWheelOf(m_request.wheels, wheelSource(m_plan.added.at(i)), m_plan.base);
        const auto file = made ? storedWheel(m_request.wheels, made->sha256) : std::nullopt;
        if (!file)
            continue;
        if (isOfTorchFamily(made->package) || m_request.base.find(made->package)) {
            m_plan.remarks += Text::tr("%1 is there already and stays: %2 is not taken.")
                                  .arg(made->package, m_outside.at(i).text);
            m_plan.added.removeAt(i);
            continue;
        }
        const Result<> supplied = m_resolver.supply(made->package, *file);
        if (!supplied)
            return supplied;
        WantedNeed need = m_outside.at(i);
        need.name = made->package;
        need.request = made->package + "=="_L1 + made->version;
        m_needs += need;
        m_plan.added.removeAt(i);
    }
    return {};
}

/** The same of what must be built; whether there was any. */
Result<bool> Planner::takeBuilt(const LayerResolution &resolution)
{
    bool isAny = false;
    for (const ResolvedPackage &package : resolution.builds) {
        const PlannedPackage row{
            .name = package.name, .version = package.version, .source = PackageSource::Build};
        const auto made = findWheelOf(m_request.wheels, wheelSource(row), m_plan.base);
        const auto file = made ? storedWheel(m_request.wheels, made->sha256) : std::nullopt;
        if (!file)
            continue;
        const Result<> supplied = m_resolver.supply(package.name, *file);
        if (!supplied)
            return supplied.error();
        isAny = true;
    }
    return isAny;
}

void Planner::leaveOut(const ClashingNeeds &clashing)
{
    m_plan.unmet += clashing.unmet;
    m_plan.leftOutPacks += clashing.packs;
    m_needs.removeIf(
        [&clashing](const WantedNeed &need) { return clashing.packs.contains(need.pack); });
}

Result<LayerResolution> Planner::resolveWhatGoes()
{
    bool isSearched = false;
    while (!m_needs.isEmpty()) {
        const Result<LayerResolution> resolution = m_resolver.resolve(m_needs);
        if (resolution || !isNoSolution(resolution.error()) || isSearched)
            return resolution;
        const ClashingNeeds missing =
            needsNotFound(resolution.error().detail, m_needs, m_request.base);
        if (!missing.packs.isEmpty()) {
            leaveOut(missing);
            continue;
        }
        const Result<ClashingNeeds> clashing =
            findClashingNeeds(m_needs, m_resolver, m_request.base);
        if (!clashing)
            return clashing.error();
        leaveOut(*clashing);
        isSearched = true;
    }
    return LayerResolution{};
}

/** Of providers that packages brought along, one is kept. */
bool Planner::settleProviders(const LayerResolution &resolution)
{
    ProviderQuestion question{.base = m_request.base};
    for (const ResolvedPackage &package : resolution.packages + resolution.builds)
        question.wanted += package.name;
    for (const QString &name : std::as_const(question.wanted)) {
        const std::optional<ProviderChoice> choice = chooseProvider(name, question);
        if (!choice || choice->dropped.isEmpty())
            continue;
        m_plan.providers += *choice;
        m_resolver.exclude(choice->dropped);
        m_needs.removeIf(
            [&](const WantedNeed &need) { return choice->dropped.contains(need.name); });
        if (!m_request.base.find(choice->kept))
            m_needs += WantedNeed{
                .pack = {}, .text = choice->kept, .name = choice->kept, .request = choice->kept};
        return true;
    }
    return false;
}

bool Planner::refuseCoupled(const QString &name, const QString &fileName, const NeedGraph &graph)
{
    const QString problem = couplingProblem(name, fileName, m_request.base);
    if (problem.isEmpty())
        return false;
    UnmetNeed unmet{.name = name, .message = problem};
    const QList<WantedNeed> bringers = graph.bringersOf(name, m_needs);
    for (const WantedNeed &need : bringers) {
        if (!unmet.packs.contains(need.pack))
            unmet.packs += need.pack;
        unmet.texts += needOf(need.text, need.pack);
        unmet.choices += NeedChoice{need.pack, need.requirement};
    }
    m_plan.unmet += unmet;
    m_needs.removeIf([&name](const WantedNeed &need) { return need.name == name; });
    m_resolver.exclude({name});
    return true;
}

/** What is compiled for one torch must say that it is this one. */
bool Planner::settleCoupled(const LayerResolution &resolution)
{
    const auto isCoupled = [](const ResolvedPackage &each) { return isAbiCoupled(each.name); };
    const auto all = resolution.packages + resolution.builds;
    if (std::none_of(all.begin(), all.end(), isCoupled))
        return false;
    const NeedGraph graph(resolution, m_uv.cacheFolder(), m_request.base);
    bool isRefused = false;
    for (const ResolvedPackage &package : resolution.packages) {
        if (isCoupled(package))
            isRefused = refuseCoupled(package.name, package.file().name, graph) || isRefused;
    }
    for (const ResolvedPackage &package : resolution.builds) {
        const bool isAsked = !graph.bringersOf(package.name, m_needs).isEmpty();
        if (isAsked && isCoupled(package)) // else it was of a pack that is left out
            isRefused = refuseCoupled(package.name, {}, graph) || isRefused;
    }
    return isRefused;
}

void Planner::addRemarks()
{
    if (m_resolver.hasNoDates())
        m_plan.remarks += Text::tr("The package index tells no dates: packages of the last days "
                                   "are not held back.");
    if (m_plan.needsConsent())
        m_plan.remarks +=
            Text::tr("What comes from an address or repository, or must be built, may "
                     "need further packages: that is known once it was fetched, "
                     "which needs your consent.");
    if (!m_resolver.unpinned().isEmpty())
        m_plan.remarks += Text::tr("The package index does not have this install's own versions of "
                                   "%1: they count as they are.")
                              .arg(listed(m_resolver.unpinned()));
}

Result<LayerPlan> Planner::run()
{
    m_plan.base = baseDigest(m_request.base);
    takeSorted(sortNeeds(chosenPacks(), m_request.base));
    const Result<> made = takeMadeWheels();
    if (!made)
        return made.error();
    LayerResolution resolution;
    for (int round = 0; round < kMostRounds; ++round) {
        const Result<LayerResolution> found = resolveWhatGoes();
        if (!found)
            return found.error();
        resolution = *found;
        const Result<bool> built = takeBuilt(resolution);
        if (!built)
            return built.error();
        if (*built)
            continue;
        if (!settleProviders(resolution) && !settleCoupled(resolution))
            break;
    }
    addPlanRows({.request = m_request,
                 .resolution = resolution,
                 .needs = m_needs,
                 .cacheFolder = m_uv.cacheFolder(),
                 .cutoff = m_request.now.addDays(-m_request.cooldownDays)},
                m_plan);
    addRemarks();
    if (!m_plan.added.isEmpty())
        m_plan.id = layerId(m_plan.lock, m_plan.base);
    return m_plan;
}

} // namespace

Result<LayerPlan> planLayer(const LayerRequest &request, const Uv &uv, const JobContext &job)
{
    return Planner(request, uv, job).run();
}

} // namespace portico
