// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/python/judge.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::JudgeFiles)
};

QList<Finding> orphans(const SiteFolder &folder)
{
    QList<Finding> findings;
    if (!folder.orphanLibraries.isEmpty())
        findings += Finding{
            .kind = FindingKind::OrphanFiles,
            .weight = Weight::Breaks,
            .packages = {u"torch"_s},
            .title = Text::tr("%n library(s) of another torch are left among those of this one.",
                              nullptr, static_cast<int>(folder.orphanLibraries.count)),
            .message = Text::tr("Libraries of two builds are loaded together, which ends in errors "
                                "such as “DLL load failed” or “undefined symbol”."),
            .nextStep = reinstallStep(u"torch"_s),
            .evidence = folder.orphanLibraries.first,
            .repair = RepairKind::ReinstallTorch};
    if (!folder.orphanFiles.isEmpty())
        findings += Finding{.kind = FindingKind::OrphanFiles,
                            .weight = Weight::Remark,
                            .packages = {u"torch"_s},
                            .title = Text::tr("%n file(s) in torch's folders belong to no package.",
                                              nullptr, static_cast<int>(folder.orphanFiles.count)),
                            .message = Text::tr("They are not libraries, so they rarely harm."),
                            .nextStep = reinstallStep(u"torch"_s),
                            .evidence = folder.orphanFiles.first,
                            .repair = RepairKind::ReinstallTorch};
    return findings;
}

Finding aboutFiles(const Distribution &distribution, FindingKind kind, Weight weight,
                   const PathSample &sample)
{
    return {.kind = kind,
            .weight = weight,
            .packages = {distribution.name},
            .nextStep = reinstallStep(distribution.name),
            .evidence = QStringList{distribution.infoName} + sample.first.mid(0, kSampledPaths - 1),
            .repair = reinstallOf(distribution.name)};
}

std::optional<Finding> missingFiles(const Distribution &distribution,
                                    const DistributionFiles &files)
{
    if (!distribution.hasMetadata && distribution.infoName.endsWith(".dist-info"_L1)) {
        Finding finding = aboutFiles(distribution, FindingKind::HalfRemoved, Weight::Breaks, {});
        finding.title =
            Text::tr("%1 is half removed: its metadata is gone.").arg(distribution.name);
        finding.message = Text::tr("Packages that ask for its version fail, and pip cannot put it "
                                   "right.");
        return finding;
    }
    const bool isCode = !files.missingCode.isEmpty();
    const PathSample &missing = isCode ? files.missingCode : files.missingOther;
    if (missing.isEmpty() || distribution.isEditable)
        return std::nullopt;
    Finding finding = aboutFiles(distribution, FindingKind::HalfRemoved,
                                 isCode ? Weight::Breaks : Weight::Remark, missing);
    const auto count = static_cast<int>(missing.count);
    if (isCode) {
        finding.title = Text::tr("%1 is half removed: %n of its files are missing.", nullptr, count)
                            .arg(distribution.name);
        finding.message = Text::tr("Importing it fails, or fails later in the middle of the work.");
    } else {
        finding.title =
            Text::tr("%n data file(s) of %1 are missing.", nullptr, count).arg(distribution.name);
        finding.message = Text::tr("All of its code is there, so it most likely works.");
    }
    return finding;
}

std::optional<Finding> alteredFiles(const Distribution &distribution,
                                    const DistributionFiles &files)
{
    if (files.resized.isEmpty())
        return std::nullopt;
    Finding finding =
        aboutFiles(distribution, FindingKind::AlteredFiles, Weight::Breaks, files.resized);
    finding.title = Text::tr("%n file(s) of %1 are not those that were installed.", nullptr,
                             static_cast<int>(files.resized.count))
                        .arg(distribution.name);
    finding.message =
        Text::tr("Another build was written over it, and nobody knows what works together.");
    return finding;
}

/** Two folders of metadata for one package: what is installed is anybody's guess. */
QList<Finding> duplicates(const PythonEnvironment &environment)
{
    QMap<QString, QList<const Distribution *>> byName;
    for (const Distribution &distribution : environment.distributions)
        byName[distribution.name] += &distribution;
    QList<Finding> findings;
    for (const QList<const Distribution *> &same : byName) {
        if (same.size() < 2)
            continue;
        const Distribution &first = *same.constFirst();
        const bool isOneFolder = std::any_of(same.begin() + 1, same.end(), [&](const auto *other) {
            return other->folder == first.folder;
        });
        QStringList versions;
        Finding finding = aboutFiles(first, FindingKind::DuplicateMetadata,
                                     isOneFolder ? Weight::Breaks : Weight::Remark, {});
        finding.evidence.clear();
        for (const Distribution *distribution : same) {
            versions += distribution->version;
            finding.evidence += isOneFolder ? distribution->infoName
                                            : distribution->folder + u'/' + distribution->infoName;
        }
        finding.title =
            Text::tr("%1 says to be installed twice: %2.").arg(first.name, listed(versions));
        finding.message = isOneFolder
            ? Text::tr("An installation was interrupted: the files may be of either version or of "
                       "both.")
            : Text::tr("Python uses the first of them and never sees the other.");
        findings += finding;
    }
    return findings;
}

/** Whether "~orch" or "~orch-2.9.1.dist-info" was that package: all but the first letter is left.
 */
bool wasPartOf(const QString &leftover, const Distribution &distribution)
{
    const QString rest = leftover.mid(1).section(u'-', 0, 0);
    const QString name = normalisedPackage(rest);
    return !rest.isEmpty() && distribution.name.endsWith(name)
        && distribution.name.size() == name.size() + 1;
}

std::optional<Finding> leftovers(const SiteFolder &folder, const PythonEnvironment &environment)
{
    if (folder.leftovers.isEmpty())
        return std::nullopt;
    QStringList packages;
    bool isAnyBroken = false;
    for (const QString &leftover : folder.leftovers) {
        bool isWhole = false;
        for (qsizetype i = 0; i < environment.distributions.size(); ++i) {
            if (!wasPartOf(leftover, environment.distributions.at(i)))
                continue;
            packages += environment.distributions.at(i).name;
            isWhole = environment.files.at(i).missingCode.isEmpty();
        }
        isAnyBroken |= !isWhole;
    }
    packages.removeDuplicates();
    return Finding{
        .kind = FindingKind::HalfRemoved,
        .weight = isAnyBroken ? Weight::Breaks : Weight::Remark,
        .packages = packages,
        .title = isAnyBroken ? Text::tr("pip was interrupted while it replaced a package.")
                             : Text::tr("pip left old files behind."),
        .message = isAnyBroken
            ? Text::tr("The old package is set aside under another name, and the new one is not "
                       "there.")
            : Text::tr("They only take space, since the package itself is whole."),
        .nextStep = Text::tr("Repair the install: it removes what was left and puts back what is "
                             "missing."),
        .evidence = folder.leftovers.mid(0, kSampledPaths),
        .repair = RepairKind::RemoveLeftovers};
}

} // namespace

QList<Finding> judgeFiles(const PythonEnvironment &environment)
{
    QList<Finding> findings;
    for (const SiteFolder &folder : environment.folders) {
        findings += orphans(folder);
        if (const std::optional<Finding> found = leftovers(folder, environment))
            findings += *found;
    }
    for (qsizetype i = 0; i < environment.distributions.size(); ++i) {
        const Distribution &distribution = environment.distributions.at(i);
        const DistributionFiles &files = environment.files.at(i);
        if (const std::optional<Finding> found = missingFiles(distribution, files))
            findings += *found;
        if (const std::optional<Finding> found = alteredFiles(distribution, files))
            findings += *found;
    }
    return findings + duplicates(environment);
}

} // namespace portico
