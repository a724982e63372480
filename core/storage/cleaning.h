// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"
#include "core/isolation/envoperations.h"

#include <QList>
#include <QSet>
#include <QStringList>

#include <optional>

namespace portico {

/** What a cleaning may take away. None of it is anybody's work. */
enum class CleanKind {
    Generations,  ///< old versions of ComfyUI that no rule keeps: core/installs/keptgenerations.h
    Layers,       ///< layers, views and wheels that nothing names
    Environments, ///< isolated ones that no pack asks for
    Caches,       ///< what uv keeps of packages that were fetched
    Staging,      ///< what interrupted work left
    KeptPacks,    ///< node packs as they were before a change, without anybody's edits
    Downloads,    ///< unfinished ones, and archives that no install was made from
};
QString cleanKindName(CleanKind kind); ///< "layers", "kept-packs", ...: stable in JSON
QString cleanKindText(CleanKind kind); ///< a few translated words
std::optional<CleanKind> cleanKindFromName(QStringView name);
QList<CleanKind> allCleanKinds();

/** One thing that nobody needs. */
struct CleanItem
{
    CleanKind kind = CleanKind::Layers;
    QString path{};    ///< absolute
    QString install{}; ///< name; empty: of the whole library
    qint64 bytes = 0;  ///< what goes, a file with several names counted once
    QString why{};     ///< whole sentences: why it is safe, and what it costs

    friend bool operator==(const CleanItem &, const CleanItem &) = default;
};

/** What a cleaning would do. */
struct CleanPlan
{
    QList<CleanItem> items{};
    QStringList left{}; ///< what looks unused and stays, and why: whole sentences

    qint64 bytes() const;
    qint64 bytesOf(CleanKind kind) const;
};

/** What it did. */
struct CleanOutcome
{
    QList<CleanItem> removed{};
    qint64 bytes = 0;
    QStringList left{}; ///< what was not removed, and why: whole sentences
};

struct CleanServices
{
    const Library &library;
    const Host &host;
    const Clock &clock;
    EnvOperations environments;
};

/**
 * What no install, no generation of one, no root (storeroots.h) and no work under way needs, of
 * these kinds. An install or root that cannot be read counts as needing everything. Changes
 * nothing. Blocking; only what is unused is measured. Errors: Cancelled, Io.
 */
Result<CleanPlan> planCleaning(const CleanServices &services, const QSet<CleanKind> &kinds,
                               const JobContext &job);

/**
 * Plans anew and takes it away, each thing by one rename first where others may look. What another
 * Portico holds or needs at this moment stays and is named. Safe to interrupt. Blocking. Errors as
 * planCleaning(), Busy, PermissionDenied.
 */
Result<CleanOutcome> cleanLibrary(const CleanServices &services, const QSet<CleanKind> &kinds,
                                  const JobContext &job);

} // namespace portico
