// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"
#include "core/installs/library.h"
#include "core/io/atomicfile.h"
#include "core/io/file.h"
#include "core/net/network.h"
#include "core/nodes/nodesplan.h"
#include "core/platform/treewalk.h"
#include "core/python/lock.h"
#include "core/python/packageneed.h"
#include "core/python/packageversion.h"
#include "core/python/torchfamily.h"
#include "core/python/uv.h"
#include "core/repair/adopted.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::RepairAdopted)
};

constexpr std::array kTorchParts{"torch"_L1, "torchvision"_L1, "torchaudio"_L1};

/** "2.9.1" of "2.9.1+cpu": the label is the index's to give. */
QString publicVersion(const QString &version)
{
    return version.section(u'+', 0, 0);
}

Requirement pinned(const QString &name, const QString &version)
{
    return {.text = version.isEmpty() ? name : name + "=="_L1 + publicVersion(version),
            .name = name};
}

/** Everything that is there and need not change: "numpy==1.26.4". */
QStringList constraintsFor(const PythonEnvironment &environment, const QStringList &changing)
{
    QStringList constraints;
    QSet<QString> seen;
    for (const Distribution &distribution : environment.distributions) {
        if (seen.contains(distribution.name) || changing.contains(distribution.name)
            || isOfTorchFamily(distribution.name)
            || !PackageVersion::fromText(distribution.version))
            continue;
        seen.insert(distribution.name);
        constraints += distribution.name + "=="_L1 + distribution.version;
    }
    return constraints;
}

/** uv, its network, and a folder to work in. */
struct Tools
{
    Uv uv;
    NetworkChain network;
};

Result<Tools> toolsFor(const RepairWork &work)
{
    const Result<NetworkChain> network = work.services.network.chain(work.job);
    if (!network)
        return network.error();
    if (network->problem)
        return *network->problem;
    const Result<Uv> uv = uvForNodes(work.services, work.job);
    if (!uv)
        return uv.error();
    return Tools{*uv, *network};
}

/** By the person's choice, what it was adopted with, or what suits this computer. */
Result<AcceleratorChoice> acceleratorFor(const RepairWork &work)
{
    auto wanted = Accelerator::fromText(work.install.settings.accelerator);
    if (!wanted)
        wanted = Accelerator::fromText(work.install.generation()->accelerator);
    const bool isKnown = wanted && wanted->kind != AcceleratorKind::Cpu;
    if (isKnown || !work.install.settings.accelerator.isEmpty())
        return choiceByHand(Computer{}, *wanted);
    const Result<Computer> computer = work.computer(work.job);
    if (!computer)
        return computer.error();
    return chooseAccelerator(*computer);
}

/** The first of several wishes that can be met. */
Result<Lock> resolveFirst(LockRequest request, const QList<QList<Requirement>> &wishes,
                          const Tools &tools, const JobContext &job)
{
    const QStringList constraints = request.constraints;
    Result<Lock> lock = Lock{};
    for (const QList<Requirement> &wish : wishes) {
        for (const QStringList &one : {constraints, QStringList()}) {
            request.requirements = wish;
            request.constraints = one;
            lock = resolveLock(request, tools.uv, job);
            if (lock
                || (lock.error().code != ErrorCode::Unsupported
                    && lock.error().code != ErrorCode::NotFound))
                return lock;
        }
    }
    return lock;
}

/** "bin/torchrun" of a folder that packages were unpacked into belongs to the Python's programs. */
void pointAtScripts(const QString &site, const QString &toScripts)
{
    for (const QString &info : QDir(site).entryList({u"*.dist-info"_s}, QDir::Dirs)) {
        const QString path = site + u'/' + info + "/RECORD"_L1;
        const Result<QByteArray> record = readFile(path, kMostRecord);
        if (!record)
            continue;
        QByteArray changed = '\n' + *record; // so that the first row is found like the others
        if (!changed.contains("\nbin/"))
            continue;
        changed.replace("\nbin/", '\n' + toScripts.toUtf8() + '/');
        const Result<> written = writeFileAtomically(path, changed.sliced(1));
        Q_UNUSED(written) // a RECORD with a wrong row costs a later removal one script
    }
}

Result<QList<ComingFile>> comingFiles(const AdoptedPlace &place, const QString &site)
{
    QList<ComingFile> files;
    const QString sitePath = place.site.mid(place.root.size() + 1);
    const QString scripts = place.scripts.mid(place.root.size() + 1);
    const Result<> walked = walkTree(
        site,
        [&](const TreeEntry &entry) -> Result<Visit> {
            const QString top = entry.path.section(u'/', 0, 0);
            if (entry.kind == TreeEntry::Kind::Folder || entry.path == ".lock"_L1)
                return Visit::Continue;
            const bool isScript = top == "bin"_L1 || top == "Scripts"_L1;
            files += {.path = isScript ? scripts + u'/' + entry.path.section(u'/', 1)
                                       : sitePath + u'/' + entry.path,
                      .staged = site + u'/' + entry.path};
            return Visit::Continue;
        },
        JobContext());
    return walked ? Result<QList<ComingFile>>(files) : Result<QList<ComingFile>>(walked.error());
}

/** Exactly these, with hashes, unpacked beside. */
Result<StagedPackages> fetch(const AdoptedPlace &place, const Lock &lock, const QUrl &firstIndex,
                             const QString &folder, const Tools &tools, const JobContext &job)
{
    StagedPackages staged{.lock = lock, .coming = {}};
    if (lock.packages.isEmpty())
        return staged;
    const QString list = folder + "/install.txt"_L1;
    const QString site = folder + "/site"_L1;
    const Result<> made = makeFolder(site);
    if (!made)
        return made.error();
    const Result<> written = writeFileAtomically(list, lockToBytes(lock));
    if (!written)
        return written.error();
    const Result<UvOutput> output = tools.uv.run(
        {.arguments = {u"pip"_s, u"install"_s, u"--python"_s, place.python, u"--target"_s, site,
                       u"--no-deps"_s, u"--require-hashes"_s, u"-r"_s, list, u"--link-mode"_s,
                       u"copy"_s, u"--only-binary"_s, u":all:"_s, u"--no-python-downloads"_s,
                       u"--index-strategy"_s, u"first-index"_s},
         .variables = indexVariables(QUrl(), firstIndex, tools.uv),
         .workingFolder = folder,
         .step = {}},
        job);
    if (!output)
        return output.error();
    pointAtScripts(site, QDir(place.site).relativeFilePath(place.scripts));
    const Result<QList<ComingFile>> coming = comingFiles(place, site);
    if (!coming)
        return coming.error();
    staged.coming = *coming;
    return staged;
}

/** What of a lock is not there yet; `all` counts as not there. */
Lock changesOf(const Lock &lock, const PythonEnvironment &environment, const QStringList &all)
{
    Lock changes;
    for (const LockedPackage &package : lock.packages) {
        const Distribution *present = environment.find(package.name);
        if (!present || all.contains(package.name) || present->version != package.version)
            changes.packages += package;
    }
    return changes;
}

/** Every need of the environment that names one of these packages, as written. */
QList<Requirement> needsOn(const AdoptedPlace &place, const QStringList &packages)
{
    QList<Requirement> needs;
    const auto take = [&](const QString &text) {
        const std::optional<PackageNeed> need = PackageNeed::fromText(text);
        if (need && packages.contains(need->name) && need->url.isEmpty()
            && need->isActive(place.environment.markers))
            needs += Requirement{.text = text, .name = need->name};
    };
    const Result<RequirementList> own =
        readRequirements(place.programFolder + "/requirements.txt"_L1);
    if (own) {
        for (const Requirement &requirement : own->requirements)
            take(requirement.text);
    }
    for (const Distribution &distribution : place.environment.distributions) {
        if (!packages.contains(distribution.name)) {
            for (const QString &text : distribution.needs)
                take(text);
        }
    }
    return needs;
}

} // namespace

Result<StagedPackages> stageTorch(const RepairWork &work, const AdoptedPlace &place,
                                  const QString &folder)
{
    const Result<Tools> tools = toolsFor(work);
    if (!tools)
        return tools.error();
    const Result<AcceleratorChoice> choice = acceleratorFor(work);
    if (!choice)
        return choice.error();
    QList<Requirement> asTheyAre, relatives, torchOnly, free;
    for (const QLatin1StringView part : kTorchParts) {
        const QString version = versionOf(place, part);
        if (version.isEmpty() && part != "torch"_L1 && needsOn(place, {QString(part)}).isEmpty())
            continue;
        asTheyAre += pinned(part, version);
        relatives += pinned(part, part == "torch"_L1 ? QString() : version);
        torchOnly += pinned(part, part == "torch"_L1 ? version : QString());
        free += pinned(part, {});
    }
    const QUrl index = torchIndexOf(*choice, tools->network);
    const Result<Lock> lock =
        resolveFirst({.requirements = {},
                      .python = place.python,
                      .constraints = constraintsFor(place.environment, {}),
                      .firstIndex = index,
                      .folder = folder},
                     {asTheyAre, relatives, torchOnly, free}, *tools, work.job);
    if (!lock)
        return lock.error();
    QStringList family;
    for (const LockedPackage &package : lock->packages) {
        if (isOfTorchFamily(package.name))
            family += package.name;
    }
    return fetch(place, changesOf(*lock, place.environment, family), index, folder, *tools,
                 work.job);
}

Result<StagedPackages> stagePackages(const RepairWork &work, const AdoptedPlace &place,
                                     const QStringList &packages, const QString &folder)
{
    const Result<Tools> tools = toolsFor(work);
    if (!tools)
        return tools.error();
    QList<Requirement> needs = needsOn(place, packages);
    QList<Requirement> loose = needs;
    for (const QString &package : packages) {
        const bool isNamed = std::any_of(needs.begin(), needs.end(), [&](const Requirement &need) {
            return need.name == package;
        });
        if (isNamed)
            continue;
        needs += pinned(package, versionOf(place, package));
        loose += pinned(package, {});
    }
    const Result<Lock> lock =
        resolveFirst({.requirements = {},
                      .python = place.python,
                      .excluded = torchFamilyNames(),
                      .constraints = constraintsFor(place.environment, packages),
                      .folder = folder},
                     {needs, loose}, *tools, work.job);
    if (!lock)
        return lock.error();
    return fetch(place, changesOf(*lock, place.environment, packages), QUrl(), folder, *tools,
                 work.job);
}

} // namespace portico
