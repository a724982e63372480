// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/bundles/bundlecontent.h"
#include "core/installs/composeinstall.h"
#include "core/python/lock.h"

#include <QJsonObject>
#include <QList>

#include <optional>

namespace portico {

/** A node pack of a lock: the commit that was taken. */
struct LockedNode
{
    QString name; ///< of its folder
    QString git;
    QString commit;

    friend bool operator==(const LockedNode &, const LockedNode &) = default;
};

/** The bundle that came of it. */
struct LockedResult
{
    QString fileName;
    qint64 bytes = 0;
    Sha256 sha256{};
    QJsonObject bundle{}; ///< toJson() of its record
    qint64 files = 0;

    friend bool operator==(const LockedResult &, const LockedResult &) = default;
};

/**
 * What a recipe came to be when a bundle was made of it: commits, the Python's very build, every
 * package with its hashes. The recipe with its lock gives the same bytes again. Lies beside the
 * bundle as `<bundle>.lock.json`.
 */
struct RecipeLock
{
    Sha256 recipe{};    ///< recipeDigest() of what it belongs to
    QString platform{}; ///< "linux-x64"
    QString comfyGit{};
    QString comfyCommit{};
    QString pythonVersion{};
    QString uvVersion{}; ///< that fetched the Python and chose the packages
    ComposeLocks base{};
    Lock layer{};
    QList<LockedNode> nodes{};
    std::optional<LockedResult> result{};
};

/** "<bundle>.lock.json". Pure. */
QString recipeLockFile(const QString &bundle);

QByteArray recipeLockToBytes(const RecipeLock &lock);
/** Errors: InvalidInput or Corrupt, naming the file with line and field. */
Result<RecipeLock> recipeLockFromBytes(const QByteArray &bytes, const QString &file);
/** NotFound besides. A small read. */
Result<RecipeLock> readRecipeLock(const QString &file);

/** What its bundle is compared by: without files. Errors: those of readRecipeLock(), and
 * Unsupported for a lock that no bundle came of. */
Result<BundleContent> contentOfLock(const QString &file);

} // namespace portico
