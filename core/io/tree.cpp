// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/tree.h"

#include "core/io/ioerror.h"
#include "core/platform/treeremoval.h"
#include "core/platform/treewalk.h"

#include <QDir>
#include <QFileInfo>
#include <QSet>

#include <utility>

namespace portico {

Result<TreeSize> treeSize(const QString &path, const JobContext &job)
{
    TreeSize size;
    const QFileInfo root(path);
    if (root.isSymLink()) {
        size.links = 1;
        return size;
    }
    if (!root.exists())
        return size;
    if (!root.isDir()) {
        size.files = 1;
        size.bytes = root.size();
        return size;
    }
    QSet<std::pair<quint64, quint64>> counted;
    const auto count = [&](const TreeEntry &entry) -> Result<Visit> {
        switch (entry.kind) {
        case TreeEntry::Kind::Folder:
            ++size.folders;
            break;
        case TreeEntry::Kind::Link:
            ++size.links;
            break;
        case TreeEntry::Kind::File:
        case TreeEntry::Kind::Special:
            ++size.files;
            if (entry.linkCount > 1) {
                const std::pair file(entry.device, entry.inode);
                if (counted.contains(file))
                    break;
                counted.insert(file);
            }
            size.bytes += entry.size;
            break;
        }
        return Visit::Continue;
    };
    if (const Result<> walked = walkTree(path, count, job); !walked)
        return walked.error();
    return size;
}

Result<> removeTree(const QString &path, const JobContext &job, const QString &step)
{
    Progress progress{.step = step, .done = 0, .total = -1, .unit = ProgressUnit::Items};
    const auto removed = [&](qint64) {
        ++progress.done;
        if (!step.isEmpty())
            job.report(progress);
    };
    return unlinkTree(path, removed, job);
}

} // namespace portico
