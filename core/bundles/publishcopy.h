// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/platform/durable.h"

#include <QList>
#include <QString>

#include <optional>

namespace portico {

/** Copies an archive to where others read it. Private to core/bundles; publishBundle() is the door.
 */

/** One file of an archive. */
struct VolumeToCopy
{
    QString path;
    std::optional<Sha256> expected{}; ///< as the .sha256 beside it says
};

/** The archive, or all volumes of it in their order. Errors: NotFound (names the volume). */
Result<QList<VolumeToCopy>> volumesOf(const QString &file);

/** Where a copy lies. */
struct CopiedFile
{
    QString path{};
    QString name{};
    Sha256 sha256{};
    qint64 size = 0;
    bool wasThere = false;
};

/**
 * Copies them into the folder, each hashed on its way, synced, and renamed last. One that is there
 * already is kept. Another file of that name is AlreadyExists, or under IfExists::Replace left
 * where it is: the copy gets a folder named by its hash, because somebody may be reading.
 * Errors: HashMismatch, those of the file system.
 */
Result<QList<CopiedFile>> copyVolumes(const QList<VolumeToCopy> &volumes, const QString &folder,
                                      IfExists ifExists, const JobContext &job);

/** Removes what killed ones left in the folder. Only under its lock. */
void clearLeftovers(const QString &folder);

/** "bundle" of "bundle.tar.zst.001". */
QString bundleStem(const QString &fileName);

/** "bundle.zip.sha256" of "bundle.zip.002" and of "bundle.zip". */
QString hashFileOf(const QString &volume);

QString copyStep();

} // namespace portico
