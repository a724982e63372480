// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/io/filelock.h"

#include <QJsonObject>

#include <vector>

namespace portico {

/** What an entry says on disk. */
struct JournalRecord
{
    QString id;
    QString operation;       ///< "add", "remove", ...
    QJsonObject inputs;      ///< what it needs to be finished or undone
    QString step;            ///< the last step that was reached
    ProcessIdentity process; ///< who wrote it
    QDateTime started;
};

/**
 * One piece of work that changes several things. The entry is durable before the first of them is
 * touched, and goes last. If its process dies, the next start claims it and finishes or undoes it.
 * Movable. Destroyed without finish(), it stays, and counts as dead: something went wrong.
 */
class JournalEntry
{
public:
    const JournalRecord &record() const { return m_record; }
    /** Whether the computer was started anew since: then unsynced files are not to be trusted. */
    bool isFromEarlierBoot() const;

    /** Durable when it returns. `inputs` replaces the old ones. */
    Result<> setStep(const QString &step);
    Result<> setStep(const QString &step, const QJsonObject &inputs);
    /** The work is wholly done or wholly undone: removes the entry. */
    Result<> finish();

private:
    friend class Journal;
    JournalEntry(QString file, JournalRecord record, FileLock lock);
    Result<> write() const;

    QString m_file;
    JournalRecord m_record;
    std::optional<FileLock> m_lock;
};

/** The journal folder of a library. */
class Journal
{
public:
    explicit Journal(QString folder);

    Result<JournalEntry> begin(const QString &operation, const QJsonObject &inputs) const;

    /** The entries whose process is gone, oldest first, each now locked by the caller. Another
     *  Portico asking at the same time gets the others or none. Blocking. */
    Result<std::vector<JournalEntry>> claimDead(const JobContext &job) const;

private:
    QString m_folder;
};

} // namespace portico
