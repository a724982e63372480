// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/python/judge.h"
#include "core/python/packageneed.h"
#include "core/python/packageversion.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::JudgeTorch)
};

const TorchBuild *buildOf(const PythonEnvironment &environment, QLatin1StringView package)
{
    const auto found =
        std::find_if(environment.torchBuilds.begin(), environment.torchBuilds.end(),
                     [package](const TorchBuild &build) { return build.package == package; });
    return found == environment.torchBuilds.end() ? nullptr : &*found;
}

bool isCpu(const std::optional<Accelerator> &accelerator)
{
    return accelerator && accelerator->kind == AcceleratorKind::Cpu;
}

/** "cuda 13.0" and "cuda" agree; "rocm 7.2.1" and "rocm 7.2" do, too. */
bool agree(const Accelerator &a, const Accelerator &b)
{
    if (a.kind != b.kind || a.version.isNull() || b.version.isNull())
        return a.kind == b.kind;
    return a.version.majorVersion() == b.version.majorVersion()
        && a.version.minorVersion() == b.version.minorVersion();
}

Finding aboutTorch(FindingKind kind, Weight weight, const QString &title, const QString &message)
{
    return {.kind = kind,
            .weight = weight,
            .packages = {u"torch"_s},
            .title = title,
            .message = message,
            .nextStep = reinstallStep(u"torch"_s),
            .repair = RepairKind::ReinstallTorch};
}

QStringList evidenceOf(const PythonEnvironment &environment, const TorchBuild &build)
{
    QStringList evidence{build.evidence};
    if (const Distribution *record = environment.find(build.package)) {
        evidence += record->infoName;
        if (!record->installer.isEmpty())
            evidence += "INSTALLER: "_L1 + record->installer;
        if (!record->origin.isEmpty())
            evidence += "direct_url.json: "_L1 + record->origin;
    }
    evidence.removeAll(QString());
    return evidence;
}

bool isTorchNeeded(const VerdictRequest &request)
{
    return request.wanted
        || std::any_of(request.programNeeds.begin(), request.programNeeds.end(),
                       [](const QString &need) {
                           const auto read = PackageNeed::fromText(need);
                           return read && read->name == "torch"_L1;
                       });
}

/** The pain reported most: a node's requirements brought the CPU build. */
Finding cpuTorch(const VerdictRequest &request)
{
    if (request.wanted)
        return aboutTorch(
            FindingKind::CpuTorch, Weight::Breaks, Text::tr("torch was replaced by a CPU build."),
            Text::tr("This install is made for %1; with a CPU build ComfyUI stops with “Torch not "
                     "compiled with CUDA enabled”, or works many times slower.")
                .arg(request.wanted->title()));
    return aboutTorch(FindingKind::CpuTorch, Weight::Breaks,
                      Text::tr("torch is a CPU build, and this computer has a GPU."),
                      Text::tr("ComfyUI does not use %1; a build for %2 would.")
                          .arg(request.gpuName.isEmpty() ? Text::tr("the GPU") : request.gpuName,
                               request.ofComputer ? request.ofComputer->title() : QString()));
}

std::optional<Finding> accelerator(const TorchBuild &torch, const VerdictRequest &request)
{
    const bool isComputerFaster = request.ofComputer && !isCpu(request.ofComputer);
    if (isCpu(torch.accelerator)) {
        const bool isWrong = request.wanted ? !isCpu(request.wanted) : isComputerFaster;
        return isWrong ? std::optional(cpuTorch(request)) : std::nullopt;
    }
    if (!torch.accelerator || !request.wanted || agree(*torch.accelerator, *request.wanted))
        return std::nullopt;
    if (request.built && agree(*torch.accelerator, *request.built))
        return std::nullopt;
    const bool isSameKind = torch.accelerator->kind == request.wanted->kind;
    const bool isWorking = isSameKind || isCpu(request.wanted); // it only is not the one of before
    return aboutTorch(
        FindingKind::OtherAccelerator, isWorking ? Weight::Remark : Weight::Breaks,
        Text::tr("torch is built for %1, the install for %2.")
            .arg(torch.accelerator->title(), request.wanted->title()),
        isWorking ? Text::tr("Somebody changed torch since the install was made; it may work.")
                  : Text::tr("Somebody changed torch since the install was made; this build cannot "
                             "use the GPU."));
}

bool areOneVersion(const PackageVersion &a, const PackageVersion &b)
{
    const bool haveLabels = !a.local().isEmpty() && !b.local().isEmpty();
    return haveLabels ? a == b : a.withoutLocal() == b.withoutLocal();
}

/** For the right accelerator, but not the one that everything else was chosen for. */
std::optional<Finding> replaced(const TorchBuild &torch, const VerdictRequest &request)
{
    const QString said = torch.fileVersion.isEmpty() ? torch.recordVersion : torch.fileVersion;
    const auto now = PackageVersion::fromText(said);
    const auto built = PackageVersion::fromText(request.builtTorch);
    if (!now || !built || areOneVersion(*now, *built))
        return std::nullopt;
    return aboutTorch(FindingKind::ReplacedTorch, Weight::Breaks,
                      Text::tr("torch was replaced: it is %1, the install was made with %2.")
                          .arg(said, request.builtTorch),
                      Text::tr("ComfyUI and its packages were chosen for %1; what is compiled for "
                               "it crashes or fails with another.")
                          .arg(request.builtTorch));
}

std::optional<Finding> mixed(const PythonEnvironment &environment, const TorchBuild &torch)
{
    QStringList packages{torch.package};
    QStringList evidence{torch.evidence};
    for (const QLatin1StringView name : {"torchvision"_L1, "torchaudio"_L1}) {
        const TorchBuild *other = buildOf(environment, name);
        if (!other || !other->accelerator || !torch.accelerator
            || agree(*other->accelerator, *torch.accelerator))
            continue;
        packages += other->package;
        evidence += other->evidence;
    }
    if (packages.size() == 1)
        return std::nullopt;
    Finding finding = aboutTorch(
        FindingKind::MixedBuilds, Weight::Breaks,
        Text::tr("%1 and torch are of different builds.").arg(listed(packages.mid(1))),
        Text::tr("They load each other's libraries, which ends in errors such as “operator "
                 "torchvision::nms does not exist”."));
    finding.packages = packages;
    finding.evidence = evidence;
    return finding;
}

/** Files of one build under the metadata of another: an unpacked or interrupted installation. */
std::optional<Finding> disagreeing(const TorchBuild &build)
{
    const auto file = PackageVersion::fromText(build.fileVersion);
    const auto record = PackageVersion::fromText(build.recordVersion);
    if (!file || !record)
        return std::nullopt;
    if (areOneVersion(*file, *record))
        return std::nullopt;
    Finding finding = aboutTorch(
        FindingKind::MixedBuilds, Weight::Breaks,
        Text::tr("The files of %1 are of another build than its metadata says.").arg(build.package),
        Text::tr("An installation was interrupted or done by hand, so that every tool counts on a "
                 "version that is not there."));
    finding.packages = {build.package};
    finding.evidence = {u"%1/version.py: %2"_s.arg(build.package, build.fileVersion),
                        u"METADATA: %1"_s.arg(build.recordVersion)};
    return finding;
}

} // namespace

QList<Finding> judgeTorch(const PythonEnvironment &environment, const VerdictRequest &request)
{
    const TorchBuild *torch = buildOf(environment, "torch"_L1);
    if (!torch) {
        if (!isTorchNeeded(request))
            return {};
        Finding finding =
            aboutTorch(FindingKind::TorchMissing, Weight::Breaks, Text::tr("torch is missing."),
                       Text::tr("ComfyUI cannot start without it."));
        if (!environment.folders.isEmpty())
            finding.evidence = {environment.folders.constFirst().path};
        return {finding};
    }
    QList<Finding> findings;
    std::optional<Finding> found = accelerator(*torch, request);
    if (!found || found->weight == Weight::Remark) {
        if (std::optional<Finding> other = replaced(*torch, request))
            found = other;
    }
    if (found) {
        found->evidence = evidenceOf(environment, *torch);
        findings += *found;
    }
    if (const std::optional<Finding> different = mixed(environment, *torch))
        findings += *different;
    for (const TorchBuild &build : environment.torchBuilds) {
        if (const std::optional<Finding> torn = disagreeing(build))
            findings += *torn;
    }
    return findings;
}

bool needsComputer(const PythonEnvironment &environment, const VerdictRequest &request)
{
    const TorchBuild *torch = buildOf(environment, "torch"_L1);
    return torch && isCpu(torch->accelerator) && !request.wanted && !request.ofComputer;
}

} // namespace portico
