// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/teamjson.h"
#include "core/io/filelock.h"

#include <QJsonObject>
#include <QUrl>

#include <optional>

namespace portico {

/**
 * A team's catalogue on a disk that others see, held against others who would write it. What it
 * says besides what Portico knows stays as its people wrote it. The lock file goes with this.
 */
class TeamFile
{
public:
    /** Waits for who has it. `what`: "publishing a bundle". Blocking; Cancelled. */
    static Result<TeamFile> lock(const QString &path, const QString &what, const JobContext &job);

    TeamFile(TeamFile &&other) noexcept;
    TeamFile &operator=(TeamFile &&) = delete;
    ~TeamFile();

    const QString &folder() const { return m_folder; }

    /** NotFound; InvalidInput: one that cannot be read is nobody's to overwrite. */
    Result<QJsonObject> read() const;
    /** What a Portico that follows it would read. */
    Result<TeamCatalogue> judged(const QJsonObject &document) const;
    /** Judged, then replaced in one step. */
    Result<TeamCatalogue> write(const QJsonObject &document) const;

private:
    TeamFile(QString path, FileLock lock);

    QString m_path;
    QString m_folder;
    std::optional<FileLock> m_lock;
};

/** Whether a bundle of it is on a track, so that new ones begin at the first. */
bool hasTracks(const TeamCatalogue &catalogue);

} // namespace portico
