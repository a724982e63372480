// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/github/publishrelease.h"

namespace portico {

/** A file on its way into a release. */
struct ReleaseFile
{
    QString path{};
    QString name{};
    qint64 size = 0;
    Sha256 sha256{};
    qint64 from = 0; ///< of a volume that is a part of the file
};

/** The files of one draft. Private to core/github; publishRelease() is the door. */
class ReleaseUpload
{
public:
    ReleaseUpload(const GithubApi &api, const QString &repository, const QJsonObject &draft,
                  const JobContext &job);

    /** Those that are missing or wrong are sent; one that broke is sent anew, three times. */
    Result<QList<ReleasedAsset>> send(const QList<ReleaseFile> &files) const;

private:
    Result<QList<QJsonObject>> assetsThere() const;
    Result<> remove(qint64 asset) const;
    Result<std::optional<ReleasedAsset>> keepOrRemove(const ReleaseFile &file) const;
    Result<ReleasedAsset> sendOne(const ReleaseFile &file, qint64 before, qint64 total) const;
    Result<ReleasedAsset> judged(const ReleaseFile &file, const QJsonObject &asset) const;
    Result<QUrl> addressFor(const ReleaseFile &file) const;

    const GithubApi &m_api;
    const QString m_releases; ///< "/repos/owner/name/releases"
    const qint64 m_id;
    const QString m_uploadUrl;
    const JobContext &m_job;
};

QString uploadStep();

} // namespace portico
