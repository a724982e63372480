// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/lock.h"

namespace portico {

class Uv;

/** How files come from uv's cache into the install. */
enum class LinkMode {
    HardLink, ///< quick and without more disk; the cache must be cleaned afterwards
    Copy,     ///< the cache may stay
};

/** Locked packages to put into an interpreter's own site-packages. */
struct PackageInstallRequest
{
    Lock lock{};
    QString python{};
    QUrl index{};      ///< as for the lock
    QUrl firstIndex{}; ///< as for the lock
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
    LinkMode linkMode = LinkMode::Copy;
    QString folder{}; ///< for the lock file that uv is given; must exist
    QString step{};
};

/**
 * `uv pip install --no-deps --require-hashes`: exactly the lock, or an error and an undefined
 * target. Progress in packages. Blocking. Errors: HashMismatch, Network, DiskFull, ...
 */
Result<> installPackages(const PackageInstallRequest &request, const Uv &uv, const JobContext &job);

/** `uv pip check`: sentences about packages whose needs are not met; empty when all are. */
Result<QStringList> unmetNeeds(const QString &python, const Uv &uv, const JobContext &job);

} // namespace portico
