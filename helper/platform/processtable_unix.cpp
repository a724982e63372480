// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/platform/processtable.h"

#include <QMultiHash>

namespace portico {

QList<ProcessEntry> descendantsOf(const QList<ProcessEntry> &table, qint64 ancestor)
{
    QMultiHash<qint64, ProcessEntry> children;
    for (const ProcessEntry &entry : table)
        children.insert(entry.parent, entry);
    QList<ProcessEntry> found;
    QList<qint64> parents{ancestor};
    while (!parents.isEmpty()) {
        const QList<ProcessEntry> below = children.values(parents.takeLast());
        for (const ProcessEntry &entry : below) {
            if (entry.pid == entry.parent)
                continue;
            found.append(entry);
            parents.append(entry.pid);
        }
    }
    return found;
}

} // namespace portico
