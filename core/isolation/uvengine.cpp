// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/io/tree.h"
#include "core/isolation/envbuilder.h"
#include "core/net/networkchain.h"
#include "core/python/packageinstall.h"
#include "core/python/packageneeds.h"
#include "core/python/pythonprovider.h"
#include "core/python/relocatescripts.h"
#include "core/python/requirements.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::UvEngine)
};

Result<QList<Requirement>> requirementsOf(const QStringList &texts)
{
    const Result<RequirementList> list =
        parseRequirements(texts.join(u'\n').toUtf8(), envConfigName());
    if (!list)
        return list.error();
    return list->requirements;
}

/** The parts of one assembly, in their order. */
class UvAssembly
{
public:
    UvAssembly(const EnvAssembly &assembly, const EnvServices &services, const JobContext &job)
        : m_assembly(assembly)
        , m_services(services)
        , m_job(job)
    { }

    Result<AssembledEnv> run();

private:
    Result<ProvidedPython> providedPython() const;
    Result<ProvidedPython> providedFrom(const QString &wanted) const;
    bool mayStay(const ProvidedPython &python) const;
    Result<Lock> resolve(LockRequest request) const;
    Result<> install(const Lock &lock, const QUrl &firstIndex) const;
    Result<QList<Requirement>> putInTorch();
    QUrl torchIndex() const;

    const EnvAssembly &m_assembly;
    const EnvServices &m_services;
    const JobContext &m_job;
    QString m_python;
    QString m_site;
    QStringList m_family; ///< all names of the torch family's resolution
    Lock m_lock;
};

Result<ProvidedPython> UvAssembly::providedFrom(const QString &wanted) const
{
    return providePython({.wanted = wanted,
                          .target = envPrefix(m_assembly.place),
                          .releases = m_services.network.pythonMirror.toString(QUrl::FullyEncoded),
                          .list = m_services.pythonList,
                          .os = m_services.facts.os},
                         m_services.uv, m_services.processes, m_job);
}

/** An environment that leans on ComfyUI's own Python breaks when that is replaced or moved, and on
 *  Windows comfy-env's workers do not start in any that leans on another. */
bool UvAssembly::mayStay(const ProvidedPython &python) const
{
    if (python.origin != ProvidedPython::Origin::Linked)
        return true;
    const QString host = QFileInfo(m_services.hostFolder).canonicalFilePath() + u'/';
    return m_services.facts.os != Os::Windows
        && !QFileInfo(python.from).canonicalFilePath().startsWith(host);
}

/** ComfyUI's own Python serves where the version is the same and it can be copied: it is here, and
 *  known to run. */
Result<ProvidedPython> UvAssembly::providedPython() const
{
    const QString parent = QFileInfo(envPrefix(m_assembly.place)).path();
    const Result<> made = makeFolder(parent);
    if (!made)
        return made.error();
    const bool isHosts =
        m_assembly.plan.python == m_assembly.home.host.python && !m_services.hostPython.isEmpty();
    if (!isHosts)
        return providedFrom(m_assembly.plan.python);
    const Result<ProvidedPython> own = providedFrom(m_services.hostPython);
    if (m_job.isCancelled() || (own && mayStay(*own)))
        return own;
    const QString target = envPrefix(m_assembly.place);
    const Result<> cleared = removeTree(target, m_job);
    if (!cleared)
        return cleared.error();
    const Result<ProvidedPython> other = providedFrom(m_assembly.plan.python);
    if (other || !own || m_job.isCancelled() || m_services.facts.os == Os::Windows)
        return other;
    m_job.log(Text::tr("There is no other Python %1, so that the environment leans on ComfyUI's: "
                       "%2")
                  .arg(m_assembly.plan.python, QDir::toNativeSeparators(own->from)));
    const Result<> again = removeTree(target, m_job);
    return again ? providedFrom(m_services.hostPython) : again.error();
}

Result<Lock> UvAssembly::resolve(LockRequest request) const
{
    request.python = m_python;
    request.folder = m_assembly.scratch;
    request.step = envPackagesStep();
    return resolveLock(request, m_services.uv, m_job);
}

Result<> UvAssembly::install(const Lock &lock, const QUrl &firstIndex) const
{
    return installPackages({.lock = lock,
                            .python = m_python,
                            .firstIndex = firstIndex,
                            .linkMode = LinkMode::Copy,
                            .folder = m_assembly.scratch,
                            .step = envPackagesStep()},
                           m_services.uv, m_job);
}

/** The address in the manifest is PyTorch's own; the person may have another in its place. */
QUrl UvAssembly::torchIndex() const
{
    const QString text = m_assembly.plan.torch.index.isEmpty()
            && m_assembly.home.rules.generation == EnvGeneration::First
            && m_assembly.home.host.os != Os::MacOS
        ? torchIndexText(m_assembly.plan.torch.cuda)
        : m_assembly.plan.torch.index;
    if (text.isEmpty())
        return {};
    return torchIndexOf({.torchTag = text.section(u'/', -1)}, m_services.network);
}

/** Returns what the family needs beside itself. */
Result<QList<Requirement>> UvAssembly::putInTorch()
{
    const QStringList &wanted = m_assembly.plan.needs.torch;
    if (wanted.isEmpty())
        return QList<Requirement>();
    const QUrl index = torchIndex();
    const Result<QList<Requirement>> requirements = requirementsOf(wanted);
    if (!requirements)
        return requirements.error();
    const Result<Lock> closure = resolve({.requirements = *requirements, .firstIndex = index});
    if (!closure)
        return closure.error();
    Lock family;
    QStringList names;
    for (const LockedPackage &package : closure->packages) {
        m_family += package.name;
        if (isOfTorchFamily(package.name)) {
            family.packages += package;
            names += package.name;
        }
    }
    const Result<> installed = install(family, index);
    if (!installed)
        return installed.error();
    m_lock.packages += family.packages;
    QList<Requirement> needs;
    for (const Requirement &need : needsOf(m_site, names)) {
        if (!isOfTorchFamily(need.name))
            needs += need;
    }
    return needs;
}

Result<AssembledEnv> UvAssembly::run()
{
    m_job.report({.step = envPythonStep(), .unit = ProgressUnit::Items});
    const Result<ProvidedPython> python = providedPython();
    if (!python)
        return python.error();
    m_python = python->interpreter;
    m_site = envSitePackages(m_assembly.place, minorVersion(python->version), m_services.facts.os);
    const Result<QList<Requirement>> torchNeeds = putInTorch();
    if (!torchNeeds)
        return torchNeeds.error();
    const Result<QList<Requirement>> needs = requirementsOf(m_assembly.plan.needs.others);
    if (!needs)
        return needs.error();
    LockRequest request{.requirements = *needs + *torchNeeds};
    if (!m_assembly.plan.needs.torch.isEmpty())
        request.excluded = torchFamilyNames(m_family);
    const Result<Lock> others = resolve(request);
    if (!others)
        return others.error();
    const Result<> installed = install(*others, {});
    if (!installed)
        return installed.error();
    m_lock.packages += others->packages;
    if (python->origin != ProvidedPython::Origin::Linked) {
        const Result<> relocated = relocateScripts(envPrefix(m_assembly.place));
        if (!relocated)
            return relocated.error();
    }
    const Result<> written =
        writeFileAtomically(envLockFile(m_assembly.place), lockToBytes(m_lock));
    if (!written)
        return written.error();
    const bool leans = python->origin == ProvidedPython::Origin::Linked;
    return AssembledEnv{.pythonVersion = python->version,
                        .packages = static_cast<int>(m_lock.packages.size()),
                        .leansOn = leans ? python->from : QString()};
}

} // namespace

Result<AssembledEnv> assembleWithUv(const EnvAssembly &assembly, const EnvServices &services,
                                    const JobContext &job)
{
    return UvAssembly(assembly, services, job).run();
}

QString envPythonStep()
{
    return Text::tr("Python");
}

QString envPackagesStep()
{
    return Text::tr("Packages");
}

QString envWheelsStep()
{
    return Text::tr("CUDA packages");
}

} // namespace portico
