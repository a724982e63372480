// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/listgenerations.h"

#include "core/installs/runtimefacts.h"
#include "core/platform/hostos.h"
#include "core/platform/treewalk.h"
#include "core/updates/switchgeneration.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

/** Files that were counted, by device and number. */
using Counted = QSet<std::pair<quint64, quint64>>;

Result<qint64> newBytes(const QString &path, Counted &counted, const JobContext &job)
{
    const QFileInfo root(path);
    if (!root.isDir())
        return root.isFile() ? root.size() : 0;
    qint64 bytes = 0;
    const auto count = [&](const TreeEntry &entry) -> Result<Visit> {
        const std::pair file(entry.device, entry.inode);
        const bool isNew = entry.linkCount < 2 || !counted.contains(file);
        if (entry.kind == TreeEntry::Kind::File && isNew)
            bytes += entry.size;
        if (entry.kind == TreeEntry::Kind::File && entry.linkCount > 1)
            counted.insert(file);
        return Visit::Continue;
    };
    const Result<> walked = walkTree(path, count, job);
    return walked ? Result<qint64>(bytes) : walked.error();
}

Result<qint64> newBytesOf(const Library &library, const InstallId &id, int number, Counted &counted,
                          const JobContext &job)
{
    qint64 bytes = 0;
    for (const QString &path : generationPaths(library, id, number)) {
        const Result<qint64> part = newBytes(path, counted, job);
        if (!part)
            return part;
        bytes += *part;
    }
    return bytes;
}

} // namespace

Result<QList<GenerationRow>> listGenerations(const Library &library, const Install &install,
                                             const JobContext &job)
{
    if (install.isAdopted())
        return hasNoGenerations(install);
    QList<Generation> all = install.generations;
    std::sort(all.begin(), all.end(), [&](const Generation &a, const Generation &b) {
        const bool isFirst = a.number == install.currentGeneration;
        const bool isSecond = b.number == install.currentGeneration;
        return isFirst != isSecond ? isFirst : a.number > b.number;
    });
    const StoreRoots roots = storeRoots(library);
    QList<GenerationRow> rows;
    Counted counted;
    for (const Generation &generation : std::as_const(all)) {
        const QDir folder(library.generationFolder(install.id, generation.number));
        const Result<qint64> bytes =
            newBytesOf(library, install.id, generation.number, counted, job);
        if (!bytes)
            return bytes.error();
        const QString python = folder.filePath(generation.python);
        const QString comfy = folder.filePath(generation.comfyFolder);
        rows += {.generation = generation,
                 .commit = readRuntimeFacts(comfy, python, hostOs()).comfyCommit,
                 .keepers = keepersOf(install, generation.number, roots),
                 .isWhole = isWholeGeneration(library, install.id, generation),
                 .bytes = *bytes};
    }
    return rows;
}

} // namespace portico
