// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/installs/composepackages.h"

#include "core/installs/runtimefacts.h"
#include "core/net/networkchain.h"
#include "core/platform/hostos.h"
#include "core/python/packageneeds.h"
#include "core/python/torchextra.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ComposePackages)
};

/** Packages that name no version: any that goes with the rest. */
QList<Requirement> anyVersion(const QStringList &names)
{
    QList<Requirement> requirements;
    for (const QString &name : names)
        requirements += Requirement{.text = name, .name = name};
    return requirements;
}

QString withoutLabel(const QString &version)
{
    return version.section(u'+', 0, 0);
}

class Work
{
public:
    Work(const ComposePackages &packages, const JobContext &job)
        : m_packages(packages)
        , m_job(job)
    { }

    Result<ComposedPackages> run();

private:
    Result<> readRequirementsFile();
    Result<Lock> resolve(LockRequest request);
    Result<QStringList> versionsOfDate();
    Result<> resolveFamily();
    Result<Lock> resolveOthers(const QList<Requirement> &familyNeeds);
    Result<> install(const Lock &lock, const QUrl &firstIndex);
    QList<Requirement> needsOfFamily() const;
    Result<> tellUnmet() const;
    Result<ComposedPackages> installLocked(const ComposeLocks &locks);

    const ComposePackages &m_packages;
    const JobContext &m_job;
    QList<Requirement> m_family;
    QList<Requirement> m_rest;
    QStringList m_closure; ///< all names of the family's resolution
    ComposedPackages m_result;
};

Result<> Work::readRequirementsFile()
{
    const Result<RequirementList> list =
        readRequirements(m_packages.comfyFolder + "/requirements.txt"_L1);
    if (!list)
        return list.error();
    for (const QString &line : list->leftOut)
        m_job.log(Text::tr("Not obeyed in requirements.txt: %1").arg(line));
    for (const Requirement &requirement : list->requirements) {
        if (isOfTorchFamily(requirement.name))
            m_family += withTorchExtra(requirement, m_packages.request.accelerator.torchExtra);
        else
            m_rest += requirement;
    }
    const Result<RequirementList> further = parseRequirements(
        m_packages.request.requirements.join(u'\n').toUtf8(), Text::tr("what is wanted besides"));
    if (!further)
        return further.error();
    for (const Requirement &requirement : further->requirements)
        (isOfTorchFamily(requirement.name) ? m_family : m_rest) += requirement;
    // Node packs and ComfyUI-Manager call pip; no composed Python brings one along for certain.
    m_rest += anyVersion({u"pip"_s});
    return {};
}

/** Where an index does not tell dates, Automatic goes on with the newest. */
Result<Lock> Work::resolve(LockRequest request)
{
    request.python = m_packages.python;
    request.folder = m_packages.folder;
    request.sourceBuilds = m_packages.request.sourceBuilds;
    request.step = resolveStep();
    const Result<Lock> lock = resolveLock(request, m_packages.uv, m_job);
    const bool hasNoDates =
        !lock && request.newest && lock.error().detail.contains("missing an upload date"_L1);
    if (!hasNoDates || m_packages.request.packageDate != PackageDate::Automatic)
        return lock;
    m_job.log(Text::tr("The package index tells no dates: the newest packages are taken."));
    m_result.newest.reset();
    request.newest.reset();
    return resolveLock(request, m_packages.uv, m_job);
}

/** An index of torch tells no dates: the plain package index tells which versions were current. */
Result<QStringList> Work::versionsOfDate()
{
    const Result<Lock> lock = resolve({.requirements = m_family,
                                       .newest = m_result.newest,
                                       .dependencies = Dependencies::Ignore});
    if (!lock)
        return lock.error().code == ErrorCode::Cancelled ? Result<QStringList>(lock.error())
                                                         : QStringList();
    QStringList pins;
    for (const Requirement &requirement : m_family) {
        if (const LockedPackage *const package = lock->find(requirement.name))
            pins += package->name + "=="_L1 + withoutLabel(package->version);
    }
    return m_result.newest ? pins : QStringList();
}

Result<> Work::resolveFamily()
{
    if (m_family.isEmpty())
        return {};
    LockRequest request{.requirements = m_family, .firstIndex = m_result.torchIndex};
    if (m_result.torchIndex.isEmpty()) {
        request.newest = m_result.newest;
    } else if (m_result.newest) {
        const Result<QStringList> pins = versionsOfDate();
        if (!pins)
            return pins.error();
        request.constraints = *pins;
    }
    Result<Lock> closure = resolve(request);
    if (!closure && !request.constraints.isEmpty()
        && closure.error().code == ErrorCode::Unsupported) {
        m_job.log(Text::tr("The index of this accelerator does not have the torch of that date: "
                           "its newest is taken."));
        request.constraints.clear();
        closure = resolve(request);
    }
    if (!closure)
        return closure.error();
    for (const LockedPackage &package : closure->packages) {
        m_closure += package.name;
        if (isOfTorchFamily(package.name))
            m_result.torchFamily.packages += package;
    }
    if (const LockedPackage *const torch = m_result.torchFamily.find(u"torch"))
        m_job.log(Text::tr("torch %1").arg(torch->version));
    return {};
}

Result<Lock> Work::resolveOthers(const QList<Requirement> &familyNeeds)
{
    return resolve({.requirements = m_rest + familyNeeds,
                    .excluded = torchFamilyNames(m_closure),
                    .newest = m_result.newest});
}

Result<> Work::install(const Lock &lock, const QUrl &firstIndex)
{
    return installPackages({.lock = lock,
                            .python = m_packages.python,
                            .firstIndex = firstIndex,
                            .sourceBuilds = m_packages.request.sourceBuilds,
                            .linkMode = m_packages.linkMode,
                            .folder = m_packages.folder,
                            .step = packagesStep()},
                           m_packages.uv, m_job);
}

/** With the family installed, its METADATA tells exactly what it needs beside itself. */
QList<Requirement> Work::needsOfFamily() const
{
    QStringList names;
    for (const LockedPackage &package : m_result.torchFamily.packages)
        names += package.name;
    const QString site =
        readRuntimeFacts(m_packages.comfyFolder, m_packages.python, hostOs()).sitePackages;
    QList<Requirement> needs;
    for (const Requirement &need : needsOf(site, names)) {
        if (!isOfTorchFamily(need.name))
            needs += need;
    }
    return needs;
}

Result<ComposedPackages> Work::run()
{
    m_result.newest = m_packages.newest;
    m_result.torchIndex = torchIndexOf(m_packages.request.accelerator, m_packages.network);
    if (m_result.torchIndex == m_packages.network.packageIndex)
        m_result.torchIndex.clear();
    if (m_packages.request.locks)
        return installLocked(*m_packages.request.locks);
    const Result<> read = readRequirementsFile();
    if (!read)
        return read.error();
    const Result<> family = resolveFamily();
    if (!family)
        return family.error();
    QStringList besideFamily;
    for (const QString &name : std::as_const(m_closure)) {
        if (!isOfTorchFamily(name))
            besideFamily += name;
    }
    // Whether it goes together at all is known before gigabytes are fetched.
    const Result<Lock> draft = resolveOthers(anyVersion(besideFamily));
    if (!draft)
        return draft.error();
    const Result<> familyIn = install(m_result.torchFamily, m_result.torchIndex);
    if (!familyIn)
        return familyIn.error();
    const Result<Lock> others = resolveOthers(needsOfFamily());
    if (!others)
        return others.error();
    m_result.others = *others;
    const Result<> othersIn = install(m_result.others, {});
    if (!othersIn)
        return othersIn.error();
    const Result<> told = tellUnmet();
    return told ? Result<ComposedPackages>(m_result) : told.error();
}

Result<> Work::tellUnmet() const
{
    const Result<QStringList> unmet = unmetNeeds(m_packages.python, m_packages.uv, m_job);
    if (!unmet)
        return unmet.error();
    for (const QString &sentence : *unmet)
        m_job.log(Text::tr("Note: %1").arg(sentence));
    return {};
}

/** Exactly what was chosen before: nobody is asked what there is now. */
Result<ComposedPackages> Work::installLocked(const ComposeLocks &locks)
{
    m_result.torchFamily = locks.torchFamily;
    m_result.others = locks.others;
    Result<> done = install(locks.torchFamily, m_result.torchIndex);
    if (done)
        done = install(locks.others, {});
    if (done)
        done = tellUnmet();
    return done ? Result<ComposedPackages>(m_result) : done.error();
}

} // namespace

QString resolveStep()
{
    return Text::tr("Choose packages");
}

QString packagesStep()
{
    return Text::tr("Packages");
}

Result<ComposedPackages> composePackages(const ComposePackages &packages, const JobContext &job)
{
    return Work(packages, job).run();
}

} // namespace portico
