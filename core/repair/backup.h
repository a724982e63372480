// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/library.h"
#include "core/repair/exchange.h"

#include <optional>

namespace portico {

/**
 * What a repair took out of somebody's own folder, so that it can be undone:
 * `<install>/backups/<time>/`: `backup.json` (the root, which files were new), and a folder for
 * each step with what left, laid out as the root. The record is on the disk before the first file
 * is touched. A repair that goes on after an interruption goes on with its backup. Private to
 * core/repair.
 */
class Backup
{
public:
    /** The unfinished one of an interrupted repair, else a new one. */
    static Result<Backup> open(const Library &library, const InstallId &id, const QString &root);
    /** The newest; nothing where there is none. */
    static std::optional<Backup> newest(const Library &library, const InstallId &id);

    const QString &folder() const { return m_folder; }

    /** Records a step, then carries it out. `exchange.folder` and `kept` are set here. */
    Result<> carryOut(Exchange exchange, const JobContext &job);
    /** No later repair adds to it. */
    Result<> finish();
    /** Undoes its steps, the last first, and removes it. May be repeated after a kill. */
    Result<> undo(const JobContext &job);

private:
    struct Step
    {
        QString kept; ///< name of its folder
        QStringList added;
    };

    explicit Backup(QString folder);
    static std::optional<Backup> read(const QString &folder);
    Result<> write() const;
    Result<> undoStep(const Step &step, const JobContext &job) const;

    QString m_folder;
    QString m_root;
    QList<Step> m_steps;
    bool m_isFinished = false;
};

} // namespace portico
