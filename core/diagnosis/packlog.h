// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/packreport.h"

#include <QStringList>

namespace portico {

/** What the lines of a start tell of the node packs. Pure; the Diagnoser feeds it the lines that
 *  may matter. */
class PackLog
{
public:
    /** One pack's report and the lines that told its failure. */
    struct Entry
    {
        PackReport report;
        QStringList evidence{};
        bool isStartScript = false; ///< its prestartup_script.py failed
        bool hasNoNodes = false;    ///< it was passed over: nothing in it is a node
    };

    /** True if it was a line about a pack. `before` is the exception that stood above it. */
    bool take(const QString &line, const QString &before);
    const QList<Entry> &entries() const { return m_entries; }

private:
    Entry &entryOf(const QString &path);
    void fail(Entry &entry, const QString &cause, const QStringList &evidence);
    bool takeTime(const QString &line);

    QList<Entry> m_entries;
    bool m_isPrestartup = false; ///< which of the two lists of times is being read
};

} // namespace portico
