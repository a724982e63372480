// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/requirements.h"

#include <QDateTime>
#include <QMap>
#include <QUrl>

#include <optional>

namespace portico {

class Uv;

/** One package of a lock. */
struct LockedPackage
{
    QString name;    ///< normalised
    QString version; ///< with its local label: "2.10.0+cu130"
    QString marker;  ///< empty: always
    QList<Sha256> hashes;

    friend bool operator==(const LockedPackage &, const LockedPackage &) = default;
};

/** Exact versions with SHA-256 of everything. */
struct Lock
{
    QList<LockedPackage> packages;

    const LockedPackage *find(QStringView name) const;
};

/** In pip's format, for `--require-hashes`. */
QByteArray lockToBytes(const Lock &lock);
/** Errors: Corrupt naming the line, when a package has no exact version or no hash. */
Result<Lock> lockFromBytes(const QByteArray &bytes);

/** Whether packages may be built from source, which runs their code. */
enum class SourceBuilds { Refuse, Allow };

/** Whether what the packages need is resolved, too. */
enum class Dependencies { Follow, Ignore };

/** What to resolve, for which interpreter. */
struct LockRequest
{
    QList<Requirement> requirements{};
    QString python{};
    QStringList excluded{};    ///< packages that are taken out of the graph (uv's excludes)
    QStringList constraints{}; ///< "torch==2.8.0"
    QUrl index{};              ///< empty: the package index of the settings
    QUrl firstIndex{};         ///< asked first: what it has is taken from it alone; empty: none
    std::optional<QDateTime> newest{}; ///< packages uploaded later are not seen
    Dependencies dependencies = Dependencies::Follow;
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
    QString folder{}; ///< for the files that uv is given; must exist
    QString step{};
};

/**
 * `uv pip compile --generate-hashes`. Blocking. Errors: those of uvfailure.h: NotFound or
 * Unsupported when no versions go together (uv's own reason in the message), Network, ...
 */
Result<Lock> resolveLock(const LockRequest &request, const Uv &uv, const JobContext &job);

/** What tells uv its indexes: variables and not arguments, which others on this computer can read,
 *  because an address may hold a login. */
QMap<QString, QString> indexVariables(const QUrl &index, const QUrl &firstIndex, const Uv &uv);

} // namespace portico
