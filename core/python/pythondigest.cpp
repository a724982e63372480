// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/pythondigest.h"

#include "core/io/sha256.h"
#include "core/io/treemanifest.h"

namespace portico {

Result<Sha256> pythonDigest(const QString &pythonFolder, const JobContext &job)
{
    const Result<QList<ManifestEntry>> entries = describeTree(pythonFolder, job);
    if (!entries)
        return entries.error();
    QList<QByteArray> lines;
    for (const ManifestEntry &entry : *entries) {
        if (entry.kind == ManifestEntry::Kind::Folder)
            continue;
        const bool isProgram = (entry.mode & 0100) != 0;
        lines += entry.path.toUtf8() + '\t' + (isProgram ? "x" : "-") + '\t'
            + (entry.kind == ManifestEntry::Kind::Link ? entry.linkTarget.toUtf8()
                                                       : entry.sha256.toHex().toLatin1());
    }
    std::sort(lines.begin(), lines.end());
    return sha256Of(lines.join('\n'));
}

} // namespace portico
