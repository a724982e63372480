// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace portico {

/**
 * What one file, link or folder of a generation is. Paths are relative with '/'. Bytecode
 * (`__pycache__`) and `.git` are outside a manifest. `mtimeNs` and `inode` are a cache for quick
 * drift checks, never proof.
 */
struct ManifestEntry
{
    enum class Kind { File, Link, Folder };

    QString path;
    Kind kind = Kind::File;
    qint64 size = 0;
    int mode = 0;       ///< permission bits
    Sha256 sha256;      ///< of a file
    QString linkTarget; ///< of a link
    qint64 mtimeNs = 0;
    quint64 inode = 0;

    friend bool operator==(const ManifestEntry &, const ManifestEntry &) = default;
};

/** Whether a relative path belongs into a manifest. */
bool isManifestPath(QStringView path);

/** One line per entry, tab separated, sorted by path, after a header line with the format's
 * version. */
QByteArray manifestToBytes(QList<ManifestEntry> entries);
Result<QList<ManifestEntry>> manifestFromBytes(const QByteArray &bytes);

/** Reads a folder into manifest entries, hashing every file. Blocking; never follows links. */
Result<QList<ManifestEntry>> describeTree(const QString &folder, const JobContext &job);

} // namespace portico
