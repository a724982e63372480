// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/verdict.h"

#include "core/python/judge.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Verdict)
};

QString weightName(Weight weight)
{
    return weight == Weight::Breaks ? u"breaks"_s : u"remark"_s;
}

QJsonObject toJson(const Finding &finding)
{
    return {{u"kind"_s, findingName(finding.kind)},
            {u"weight"_s, weightName(finding.weight)},
            {u"packages"_s, QJsonArray::fromStringList(finding.packages)},
            {u"title"_s, finding.title},
            {u"message"_s, finding.message},
            {u"nextStep"_s, finding.nextStep},
            {u"evidence"_s, QJsonArray::fromStringList(finding.evidence)},
            {u"repair"_s, repairName(finding.repair)}};
}

/** What every environment has in common with the worst first. */
bool isGraver(const Finding &a, const Finding &b)
{
    return a.weight != b.weight ? a.weight < b.weight : a.kind < b.kind;
}

} // namespace

QString findingName(FindingKind kind)
{
    switch (kind) {
    case FindingKind::TorchMissing:
        return u"torch-missing"_s;
    case FindingKind::CpuTorch:
        return u"cpu-torch"_s;
    case FindingKind::OtherAccelerator:
        return u"other-accelerator"_s;
    case FindingKind::ReplacedTorch:
        return u"replaced-torch"_s;
    case FindingKind::MixedBuilds:
        return u"mixed-builds"_s;
    case FindingKind::OrphanFiles:
        return u"orphan-files"_s;
    case FindingKind::AlteredFiles:
        return u"altered-files"_s;
    case FindingKind::DuplicateMetadata:
        return u"duplicate-metadata"_s;
    case FindingKind::HalfRemoved:
        return u"half-removed"_s;
    case FindingKind::ShadowedModule:
        return u"shadowed-module"_s;
    case FindingKind::WrongAbi:
        return u"wrong-abi"_s;
    case FindingKind::MissingNeed:
        return u"missing-need"_s;
    case FindingKind::ClashingNeed:
        return u"clashing-need"_s;
    case FindingKind::TwoProviders:
        return u"two-providers"_s;
    }
    Q_UNREACHABLE();
}

QString repairName(RepairKind kind)
{
    switch (kind) {
    case RepairKind::None:
        return u"none"_s;
    case RepairKind::ReinstallTorch:
        return u"reinstall-torch"_s;
    case RepairKind::ReinstallPackage:
        return u"reinstall-package"_s;
    case RepairKind::RemoveLeftovers:
        return u"remove-leftovers"_s;
    case RepairKind::InstallPackage:
        return u"install-package"_s;
    case RepairKind::RemovePackage:
        return u"remove-package"_s;
    }
    Q_UNREACHABLE();
}

RepairKind reinstallOf(const QString &package)
{
    return isOfTorchFamily(package) ? RepairKind::ReinstallTorch : RepairKind::ReinstallPackage;
}

QString reinstallStep(const QString &package)
{
    return isOfTorchFamily(package)
        ? Text::tr("Repair the install: it puts back torch with all that belongs to it.")
        : Text::tr("Repair the install: it puts back %1.").arg(package);
}

bool Verdict::isClean() const
{
    return count(Weight::Breaks) == 0;
}

qsizetype Verdict::count(Weight weight) const
{
    return std::count_if(findings.begin(), findings.end(),
                         [weight](const Finding &finding) { return finding.weight == weight; });
}

QString Verdict::sentence() const
{
    const auto grave = static_cast<int>(count(Weight::Breaks));
    if (grave == 1)
        return findings.constFirst().title;
    if (grave > 1)
        return Text::tr("%1 And %n more problem(s).", nullptr, grave - 1)
            .arg(findings.constFirst().title);
    const auto packages = static_cast<int>(distributions);
    if (torchVersion.isEmpty())
        return Text::tr("Clean: %n package(s).", nullptr, packages);
    return Text::tr("Clean: torch %1 for %2, %n package(s).", nullptr, packages)
        .arg(torchVersion, torchAccelerator ? torchAccelerator->title() : Text::tr("any computer"));
}

QJsonObject toJson(const Verdict &verdict)
{
    QJsonArray findings;
    for (const Finding &finding : verdict.findings)
        findings.append(toJson(finding));
    return {
        {u"isClean"_s, verdict.isClean()},
        {u"sentence"_s, verdict.sentence()},
        {u"torchVersion"_s, verdict.torchVersion},
        {u"accelerator"_s, verdict.torchAccelerator ? verdict.torchAccelerator->text() : QString()},
        {u"packages"_s, verdict.distributions},
        {u"files"_s, verdict.files},
        {u"findings"_s, findings}};
}

Verdict judge(const PythonEnvironment &environment, const VerdictRequest &request)
{
    Verdict verdict{.distributions = environment.distributions.size(),
                    .files = environment.fileCount};
    for (const TorchBuild &build : environment.torchBuilds) {
        if (build.package != "torch"_L1)
            continue;
        verdict.torchVersion =
            build.fileVersion.isEmpty() ? build.recordVersion : build.fileVersion;
        verdict.torchAccelerator = build.accelerator;
    }
    verdict.findings = judgeTorch(environment, request) + judgeFiles(environment)
        + judgeModules(environment) + judgeAbi(environment) + judgeNeeds(environment, request);
    std::stable_sort(verdict.findings.begin(), verdict.findings.end(), isGraver);
    return verdict;
}

} // namespace portico
