// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace portico {

class ProcessRunner;

/** An archive to look into. */
struct ListRequest
{
    QString archive;      ///< as UnpackRequest::archive
    QStringList wanted{}; ///< files whose content is read, at the top or in one folder of it
    QString folder;       ///< exists and is empty: what was found is handed over in it
    Os rulesFor = Os::Linux;
};

/** What an archive holds. */
struct ArchiveListing
{
    QMap<QString, qint64> files{};        ///< paths and sizes; links and folders are no files
    QMap<QString, QByteArray> contents{}; ///< of the wanted ones, by their paths
};

/**
 * Reads the names, sizes and a few small files of an archive in `portico-helper list`, without
 * unpacking it, by the same rules as unpackArchive(): of a zip a fraction of its bytes are read, of
 * a compressed tar all. Checksums of what is not read are not compared. Blocking. Errors: those of
 * unpackArchive() but DiskFull.
 */
Result<ArchiveListing> listArchive(const ListRequest &request, const ProcessRunner &processes,
                                   const JobContext &job);

/** Runs inside the helper: leaves the listing in the request's folder. */
Result<> listHere(const ListRequest &request, const JobContext &job);

QJsonObject toJson(const ListRequest &request);
Result<ListRequest> listRequestFromJson(const QJsonObject &object);

} // namespace portico
