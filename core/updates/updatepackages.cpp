// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/updatepackages.h"

#include "core/installs/composepackages.h"
#include "core/installs/runtimefacts.h"
#include "core/platform/hostos.h"
#include "core/python/locknear.h"
#include "core/python/packageinstall.h"
#include "core/python/packageneed.h"
#include "core/python/packageneeds.h"
#include "core/python/requirements.h"
#include "core/python/torchextra.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UpdatePackages)
};

Error noSuchTorch(const QString &version, Error error)
{
    if (error.code != ErrorCode::Unsupported && error.code != ErrorCode::NotFound)
        return error;
    return {.code = ErrorCode::NotFound,
            .message = Text::tr("There is no torch %1 that goes with this ComfyUI, its Python and "
                                "its accelerator.")
                           .arg(version),
            .nextStep = Text::tr("Choose another version of torch."),
            .detail = error.message + u'\n' + error.detail};
}

/** One choice at work. */
class Choosing
{
public:
    Choosing(const PackageQuestion &question, const Uv &uv, const JobContext &job)
        : m_question(question)
        , m_uv(uv)
        , m_job(job)
    {
        m_chosen.torchIndex = question.torchIndex;
        m_chosen.newest = question.newest;
    }

    Result<ChosenPackages> choose();
    /** The others anew, with what a family that was just put in says that it needs. */
    Result<ChosenPackages> chooseAgain(ChosenPackages chosen);

private:
    Result<> readNeeds();
    bool isMet(const Requirement &need) const;
    Result<> chooseFamily();
    Result<Lock> resolve(LockRequest request);
    Result<> chooseOthers(const QStringList &closure, const QList<Requirement> &needs);
    QStringList familyThere() const;
    QStringList versionsOfFamily() const;
    QList<Requirement> needsOfFamily(const QStringList &family) const;

    const PackageQuestion &m_question;
    const Uv &m_uv;
    const JobContext &m_job;
    QList<Requirement> m_family;
    QList<Requirement> m_rest;
    ChosenPackages m_chosen;
};

Result<> Choosing::readNeeds()
{
    const Result<RequirementList> list =
        readRequirements(m_question.comfyFolder + "/requirements.txt"_L1);
    if (!list)
        return list.error();
    for (const QString &line : list->leftOut)
        m_job.log(Text::tr("Not obeyed in requirements.txt: %1").arg(line));
    for (const Requirement &requirement : list->requirements) {
        if (isOfTorchFamily(requirement.name))
            m_family += withTorchExtra(requirement, m_question.torchExtra);
        else
            m_rest += requirement;
    }
    // As compositions have it: others call it.
    if (m_question.into == PythonPlace::Anew || m_question.base.find(u"pip"))
        m_rest += Requirement{.text = u"pip"_s, .name = u"pip"_s};
    return {};
}

bool Choosing::isMet(const Requirement &need) const
{
    const auto parsed = PackageNeed::fromText(need.text);
    if (!parsed || !parsed->isActive(m_question.base.markers))
        return parsed.has_value();
    const Distribution *const there = m_question.base.find(need.name);
    return there && parsed->versions.take(there->version);
}

QStringList Choosing::familyThere() const
{
    QStringList names;
    for (const Distribution &each : m_question.base.distributions) {
        if (isOfTorchFamily(each.name) && !names.contains(each.name))
            names += each.name;
    }
    return names;
}

QList<Requirement> Choosing::needsOfFamily(const QStringList &family) const
{
    const QString site =
        readRuntimeFacts(m_question.comfyFolder, m_question.python, hostOs()).sitePackages;
    QList<Requirement> needs;
    for (const Requirement &need : needsOf(site, family)) {
        if (!isOfTorchFamily(need.name))
            needs += need;
    }
    return needs;
}

/** Where an index does not tell dates and nobody insists on them, it goes on with the newest. */
Result<Lock> Choosing::resolve(LockRequest request)
{
    QStringList installed;
    for (const Distribution &each : m_question.base.distributions) {
        if (!isOfTorchFamily(each.name) && !each.version.isEmpty())
            installed += each.name + "=="_L1 + each.version;
    }
    request.python = m_question.python;
    request.folder = m_question.folder;
    request.sourceBuilds = m_question.sourceBuilds;
    request.step = resolveStep();
    const Result<Lock> lock = resolveLockNear(installed, request, m_uv, m_job);
    const bool hasNoDates =
        !lock && request.newest && lock.error().detail.contains("missing an upload date"_L1);
    if (!hasNoDates || !m_question.mayPassOverDates)
        return lock;
    m_job.log(Text::tr("The package index tells no dates: the newest packages are taken."));
    m_chosen.newest.reset();
    request.newest.reset();
    return resolveLockNear(installed, request, m_uv, m_job);
}

Result<> Choosing::chooseOthers(const QStringList &closure, const QList<Requirement> &needs)
{
    const Result<Lock> others = resolve({.requirements = m_rest + needs,
                                         .excluded = torchFamilyNames(closure),
                                         .newest = m_chosen.newest});
    if (!others)
        return others.error();
    m_chosen.others = *others;
    return {};
}

/** "torch==2.9.1": without the label of one accelerator. */
QStringList Choosing::versionsOfFamily() const
{
    QStringList versions;
    for (const Requirement &each : m_family) {
        const Distribution *const there = m_question.base.find(each.name);
        if (there && !there->version.isEmpty())
            versions += each.name + "=="_L1 + there->version.section(u'+', 0, 0);
    }
    return versions;
}

Result<> Choosing::chooseFamily()
{
    if (m_family.isEmpty())
        return chooseOthers({}, {});
    // An index of torch tells no dates; which torch suits is what the new ComfyUI says.
    LockRequest request{.requirements = m_family,
                        .firstIndex = m_chosen.torchIndex,
                        .newest = m_chosen.torchIndex.isEmpty() ? m_chosen.newest : std::nullopt};
    const bool isAsked = !m_question.torchVersion.isEmpty();
    if (isAsked)
        request.constraints = QStringList{"torch=="_L1 + m_question.torchVersion};
    else if (m_question.torch == TorchPlace::Anew)
        request.constraints = versionsOfFamily();
    Result<Lock> closure = resolve(request);
    if (!closure && !isAsked && !request.constraints.isEmpty()
        && (closure.error().code == ErrorCode::Unsupported
            || closure.error().code == ErrorCode::NotFound)) {
        m_job.log(Text::tr("There is no torch of that version for it: its newest is taken."));
        request.constraints.clear();
        closure = resolve(request);
    }
    if (!closure)
        return isAsked ? noSuchTorch(m_question.torchVersion, closure.error()) : closure.error();
    QStringList names;
    QList<Requirement> beside;
    for (const LockedPackage &package : closure->packages) {
        names += package.name;
        if (isOfTorchFamily(package.name))
            m_chosen.torchFamily.packages += package;
        else
            beside += Requirement{.text = package.name, .name = package.name};
    }
    return chooseOthers(names, beside);
}

Result<ChosenPackages> Choosing::choose()
{
    if (const Result<> read = readNeeds(); !read)
        return read.error();
    const bool staysTorch = m_question.torch == TorchPlace::Stays
        && std::all_of(m_family.begin(), m_family.end(),
                       [this](const Requirement &need) { return isMet(need); });
    const QStringList family = familyThere();
    const Result<> chosen =
        staysTorch ? chooseOthers(family, needsOfFamily(family)) : chooseFamily();
    return chosen ? Result<ChosenPackages>(m_chosen) : chosen.error();
}

Result<ChosenPackages> Choosing::chooseAgain(ChosenPackages chosen)
{
    m_chosen = std::move(chosen);
    if (const Result<> read = readNeeds(); !read)
        return read.error();
    QStringList names;
    for (const LockedPackage &package : m_chosen.torchFamily.packages)
        names += package.name;
    const Result<> others = chooseOthers(names, needsOfFamily(names));
    return others ? Result<ChosenPackages>(m_chosen) : others.error();
}

/** What must come. */
Lock toInstall(const Lock &chosen, const PackageQuestion &question)
{
    return question.into == PythonPlace::Anew ? chosen : missingOf(chosen, question.base);
}

Result<> install(const Lock &lock, const QUrl &firstIndex, const PackageQuestion &question,
                 const Uv &uv, const JobContext &job)
{
    return installPackages({.lock = lock,
                            .python = question.python,
                            .firstIndex = firstIndex,
                            .sourceBuilds = question.sourceBuilds,
                            .linkMode = LinkMode::Copy,
                            .folder = question.folder,
                            .step = packagesStep()},
                           uv, job);
}

Result<> remove(const QStringList &packages, const PackageQuestion &question, const Uv &uv,
                const JobContext &job)
{
    if (packages.isEmpty())
        return {};
    const Result<UvOutput> output =
        uv.run({.arguments = QStringList{u"pip"_s, u"uninstall"_s, u"--python"_s, question.python,
                                         u"--no-python-downloads"_s}
                    + packages,
                .variables = {},
                .workingFolder = question.folder,
                .step = packagesStep()},
               job);
    return output ? Result<>() : output.error();
}

} // namespace

Result<ChosenPackages> choosePackages(const PackageQuestion &question, const Uv &uv,
                                      const JobContext &job)
{
    return Choosing(question, uv, job).choose();
}

Lock missingOf(const Lock &chosen, const PythonEnvironment &base)
{
    Lock missing;
    for (const LockedPackage &package : chosen.packages) {
        const Distribution *const there = base.find(package.name);
        if (!there || there->version != package.version)
            missing.packages += package;
    }
    return missing;
}

Result<> installChosen(ChosenPackages &chosen, const PackageQuestion &question,
                       const QStringList &gone, const Uv &uv, const JobContext &job)
{
    if (!chosen.torchFamily.packages.isEmpty()) {
        const Result<> family =
            install(toInstall(chosen.torchFamily, question), chosen.torchIndex, question, uv, job);
        if (!family)
            return family;
        const Result<ChosenPackages> again = Choosing(question, uv, job).chooseAgain(chosen);
        if (!again)
            return again.error();
        chosen = *again;
    }
    const Result<> others = install(toInstall(chosen.others, question), {}, question, uv, job);
    if (!others)
        return others;
    if (const Result<> removed = remove(gone, question, uv, job); !removed)
        return removed;
    const Result<QStringList> unmet = unmetNeeds(question.python, uv, job);
    if (!unmet)
        return unmet.error();
    for (const QString &sentence : *unmet)
        job.log(Text::tr("Note: %1").arg(sentence));
    return {};
}

} // namespace portico
