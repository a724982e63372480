// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/planlayer.h"
#include "core/python/resolution.h"
#include "core/python/sortneeds.h"
#include "core/python/uv.h"

#include <QSet>

namespace portico {

/** What goes together. */
struct LayerResolution
{
    QList<ResolvedPackage> packages{}; ///< with wheels, beyond the base
    QList<ResolvedPackage> builds{};   ///< that must be built; without a source archive: none known
    QStringList yanked{};              ///< names
};

/** uv's words mean that these requirements do not go together, rather than that something failed.
 */
bool isNoSolution(const Error &error);

/**
 * Resolves requirements over a base with `uv pip compile`, once and again with what uv's refusal
 * taught: that the index tells no dates, that a package is younger than the cooldown, that a pin of
 * the base is not in the index, that a package must be built. What was learnt stays for the next
 * question. Blocking; private to core/python.
 */
class LayerResolver
{
public:
    LayerResolver(const LayerRequest &request, const Uv &uv, const JobContext &job);

    /** Errors: isNoSolution(), and those of Uv::run. */
    Result<LayerResolution> resolve(const QList<WantedNeed> &needs);

    /** Takes packages out of the graph for all that follows. */
    void exclude(const QStringList &names);
    /** Lets a wheel of the store count as if the index had it. */
    Result<> supply(const QString &package, const QString &wheelFile);

    bool isExcluded(const QString &name) const { return m_excluded.contains(name); }
    /** Nothing: the cooldown does not count, or never did. */
    const std::optional<QDateTime> &cutoff() const { return m_cutoff; }
    bool hasNoDates() const { return m_hasNoDates; }
    /** Packages of the base that the index does not have in the base's version. */
    const QStringList &unpinned() const { return m_unpinned; }

private:
    enum class Learnt { Something, Nothing };

    Result<UvOutput> ask(const QList<WantedNeed> &needs, Dependencies dependencies);
    QStringList arguments(Dependencies dependencies) const;
    Result<> writeFiles(const QList<WantedNeed> &needs) const;
    Learnt learn(const QString &words);
    bool learnFamily(const QString &words);
    bool learnYoung(const QString &words);
    bool learnMissingPins(const QString &words);
    bool learnBuilds(const QString &words);
    QString suppliedFolder() const;
    bool isPin(const QString &name) const;
    Result<LayerResolution> read(const UvOutput &output, const QList<WantedNeed> &needs);
    Result<QList<ResolvedPackage>> readBuilds(const QList<WantedNeed> &needs);

    const LayerRequest &m_request;
    const Uv &m_uv;
    const JobContext &m_job;
    QMap<QString, QString> m_pins; ///< "numpy" -> "numpy==2.3.4"
    QSet<QString> m_excluded;
    QStringList m_young;
    QStringList m_unpinned;
    QStringList m_builds;
    std::optional<QDateTime> m_cutoff;
    bool m_hasNoDates = false;
};

} // namespace portico
