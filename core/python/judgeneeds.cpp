// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/lists.h"
#include "core/python/judge.h"
#include "core/python/packageneed.h"
#include "core/python/provider.h"
#include "core/python/torchfamily.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::JudgeNeeds)
};

/** Who needs one package in vain. */
struct Unmet
{
    QStringList by{};       ///< "accelerate 1.0", "ComfyUI"
    QStringList evidence{}; ///< "accelerate 1.0: numpy<2"
    QString wanted{};       ///< of the first: "<2"
    bool isOfProgram = false;
    Weight weight = Weight::Remark;
};

/** Reads needs; markers are few and come again and again. */
class Judging
{
public:
    explicit Judging(const PythonEnvironment &environment)
        : m_environment(environment)
    {
        for (const Distribution &distribution : environment.distributions) {
            if (!m_installed.contains(distribution.name)) // the first is the one Python finds
                m_installed.insert(distribution.name, &distribution);
        }
    }

    void take(const QString &who, const QString &whoTitle, const QString &text)
    {
        if (!mayCount(text))
            return;
        const std::optional<PackageNeed> need = PackageNeed::fromText(text);
        if (!need || !isActive(need->marker))
            return;
        const Distribution *const found = providerOf(need->name);
        if (found && need->versions.take(found->version))
            return;
        Unmet &unmet = found ? m_clashing[found->name] : m_missing[need->name];
        if (unmet.by.isEmpty())
            unmet.wanted = need->versions.text();
        unmet.by += whoTitle;
        if (unmet.evidence.size() < kSampledPaths)
            unmet.evidence += u"%1: %2"_s.arg(whoTitle, need->text);
        unmet.isOfProgram |= who.isEmpty();
        // Rule C.4.4: torch stays what the base has; what others wish for is only told.
        const bool isOnlyWished =
            isOfTorchFamily(need->name) && !who.isEmpty() && !isOfTorchFamily(who);
        if (!isOnlyWished)
            unmet.weight = Weight::Breaks;
    }

    QList<Finding> findings() const
    {
        QList<Finding> findings;
        QList<Finding> ofProgram; // one cause, so one finding: its own requirements were not put in
        QList<Finding> ofTorch;   // another torch wants other libraries: one cause, too
        for (auto it = m_missing.constBegin(); it != m_missing.constEnd(); ++it) {
            const bool isTorch = isOfTorchFamily(it.key()) && it->weight == Weight::Breaks;
            QList<Finding> &place = isTorch ? ofTorch : it->isOfProgram ? ofProgram : findings;
            place += missing(it.key(), it.value());
        }
        if (!ofTorch.isEmpty())
            findings += together(ofTorch, u"torch"_s);
        if (!ofProgram.isEmpty())
            findings += together(ofProgram, u"ComfyUI"_s);
        for (auto it = m_clashing.constBegin(); it != m_clashing.constEnd(); ++it)
            findings += clashing(*m_installed.value(it.key()), it.value());
        return findings;
    }

private:
    /** The package itself, else one that installs the same module. */
    const Distribution *providerOf(const QString &name) const
    {
        if (const Distribution *const itself = m_installed.value(name))
            return itself;
        for (const QString &other : providersBeside(name)) {
            if (const Distribution *const beside = m_installed.value(other))
                return beside;
        }
        return nullptr;
    }

    /** Most needs of most packages are those of extras that nobody asked for. */
    bool mayCount(const QString &text)
    {
        const qsizetype end = text.indexOf(u';');
        return end < 0 || text.contains(u'@') || isActive(text.mid(end + 1).trimmed());
    }

    bool isActive(const QString &marker)
    {
        if (marker.isEmpty())
            return true;
        const auto known = m_markers.constFind(marker);
        if (known != m_markers.constEnd())
            return *known;
        const bool holds = markerHolds(marker, m_environment.markers).value_or(false);
        m_markers.insert(marker, holds);
        return holds;
    }

    static QString people(const Unmet &unmet)
    {
        const QString first = listed(unmet.by.mid(0, 3));
        return unmet.by.size() <= 3
            ? first
            : Text::tr("%1 and %n more", nullptr, static_cast<int>(unmet.by.size() - 3)).arg(first);
    }

    Finding missing(const QString &package, const Unmet &unmet) const
    {
        const bool isTorch = isOfTorchFamily(package);
        return {.kind = FindingKind::MissingNeed,
                .weight = unmet.weight,
                .packages = {package},
                .title = Text::tr("%1 is missing; it is needed by %2.").arg(package, people(unmet)),
                .message = Text::tr("What needs it fails as soon as it is imported."),
                .nextStep = isTorch ? reinstallStep(package)
                                    : Text::tr("Repair the install: it adds %1.").arg(package),
                .evidence = unmet.evidence,
                .repair = isTorch ? RepairKind::ReinstallTorch : RepairKind::InstallPackage};
    }

    static Finding together(const QList<Finding> &missing, const QString &needing)
    {
        Finding all = missing.constFirst();
        if (missing.size() == 1)
            return all;
        all.packages.clear();
        all.evidence.clear();
        for (const Finding &one : missing) {
            all.packages += one.packages;
            if (all.evidence.size() < kSampledPaths)
                all.evidence += one.evidence.value(0);
        }
        all.title = Text::tr("%n package(s) that %1 needs are missing.", nullptr,
                             static_cast<int>(missing.size()))
                        .arg(needing);
        all.message = Text::tr("ComfyUI stops at its start, or some of its nodes are missing.");
        if (all.repair == RepairKind::InstallPackage)
            all.nextStep = Text::tr("Repair the install: it adds them.");
        return all;
    }

    Finding clashing(const Distribution &installed, const Unmet &unmet) const
    {
        return {.kind = FindingKind::ClashingNeed,
                .weight = unmet.weight,
                .packages = {installed.name},
                .title = Text::tr("%1 %2 does not suit %3 (wanted: %4).")
                             .arg(installed.name, installed.version, people(unmet), unmet.wanted),
                .message = unmet.weight == Weight::Breaks
                    ? Text::tr("A later installation changed the version, and what counts on the "
                               "other one may fail.")
                    : Text::tr("torch stays as the install has it; this package may miss something "
                               "newer."),
                .nextStep = unmet.weight != Weight::Breaks
                    ? Text::tr("Nothing to do as long as it works.")
                    : isOfTorchFamily(installed.name)
                    ? reinstallStep(installed.name)
                    : Text::tr("Repair the install: it chooses versions that go together."),
                .evidence = unmet.evidence,
                .repair = unmet.weight == Weight::Breaks ? reinstallOf(installed.name)
                                                         : RepairKind::None};
    }

    const PythonEnvironment &m_environment;
    QHash<QString, const Distribution *> m_installed;
    QHash<QString, bool> m_markers;
    QMap<QString, Unmet> m_missing;
    QMap<QString, Unmet> m_clashing;
};

bool hasTorch(const PythonEnvironment &environment)
{
    return !environment.torchBuilds.isEmpty() || environment.find(u"torch"_s);
}

} // namespace

QList<Finding> judgeNeeds(const PythonEnvironment &environment, const VerdictRequest &request)
{
    Judging judging(environment);
    for (const QString &need : request.programNeeds)
        judging.take(QString(), request.programName, need);
    for (const Distribution &distribution : environment.distributions) {
        const QString title = distribution.name + u' ' + distribution.version;
        for (const QString &need : distribution.needs)
            judging.take(distribution.name, title, need);
    }
    QList<Finding> findings = judging.findings();
    if (!hasTorch(environment)) // told by itself
        findings.removeIf([](const Finding &finding) {
            return finding.kind == FindingKind::MissingNeed
                && finding.packages.constFirst() == "torch"_L1;
        });
    return findings;
}

} // namespace portico
