// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace portico {

class ProcessRunner;

/** The bounds of reliability rule 4.1: reached means refused, before the disk fills. */
struct UnpackLimits
{
    qint64 maxEntries = 500'000;
    qint64 maxBytes = 64LL << 30;
    qint64 maxRatio = 200;        ///< unpacked : archive, overall
    qint64 maxEntryRatio = 1'000; ///< per entry, above 10 MiB
    qint64 maxDictionaryBytes = 1536LL << 20;
};

/** An archive to unpack into a folder that exists and is empty, on the target's file system. */
struct UnpackRequest
{
    QString archive; ///< zip, 7z (also `.001` of several volumes), tar, tar.gz, tar.xz, tar.zst
    /** The volumes after the first, in their order and wherever they lie; empty: `.002` and so on
     *  are looked for beside a `.001`. */
    QStringList furtherVolumes{};
    QString destination;
    QString
        manifestFile; ///< where the tree manifest (core/io/treemanifest.h) is written; empty: none
    Os rulesFor = Os::Linux; ///< whose file name rules count
    UnpackLimits limits;
};

/** What came out. */
struct UnpackSummary
{
    qint64 files = 0;
    qint64 folders = 0;
    qint64 links = 0;
    qint64 bytes = 0;
    QStringList topLevel; ///< names at the top of the archive
    QStringList warnings; ///< such as names that Windows cannot hold
};

/**
 * Unpacks in `portico-helper unpack`, so that a hostile archive can crash or hang nobody else.
 * Blocking. Progress in bytes; cancel answers within 1 s. On any failure the destination's content
 * is undefined and the caller's StagingDir removes it.
 *
 * Errors: Refused (unsafe entry, named), Corrupt (damaged or incomplete: fetch it again),
 * Unsupported (encrypted, another format), DiskFull (checked before, with both figures), Io.
 */
Result<UnpackSummary> unpackArchive(const UnpackRequest &request, const ProcessRunner &processes,
                                    const JobContext &job);

/** Runs inside the helper: the same on this thread and in this process. */
Result<UnpackSummary> unpackHere(const UnpackRequest &request, const JobContext &job);

QJsonObject toJson(const UnpackRequest &request);
Result<UnpackRequest> unpackRequestFromJson(const QJsonObject &object);
QJsonObject toJson(const UnpackSummary &summary);
UnpackSummary unpackSummaryFromJson(const QJsonObject &object);

} // namespace portico
