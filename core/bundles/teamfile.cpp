// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/bundles/teamfile.h"

#include "core/io/atomicfile.h"
#include "core/io/json.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace portico {

Result<TeamFile> TeamFile::lock(const QString &path, const QString &what, const JobContext &job)
{
    const QString lockFile = QFileInfo(path).absolutePath() + "/.portico-publish.lock"_L1;
    Result<FileLock> lock = FileLock::lock(lockFile, what, job);
    if (!lock)
        return lock.error();
    return TeamFile(QFileInfo(path).absoluteFilePath(), std::move(*lock));
}

TeamFile::TeamFile(QString path, FileLock lock)
    : m_path(std::move(path))
    , m_folder(QFileInfo(m_path).absolutePath())
    , m_lock(std::move(lock))
{ }

TeamFile::TeamFile(TeamFile &&other) noexcept
    : m_path(std::move(other.m_path))
    , m_folder(std::move(other.m_folder))
    , m_lock(std::exchange(other.m_lock, std::nullopt))
{ }

TeamFile::~TeamFile()
{
    if (m_lock)
        m_lock->removeAndRelease();
}

Result<QJsonObject> TeamFile::read() const
{
    const Result<QJsonObject> found = readJsonObject(m_path);
    if (!found)
        return found;
    // An empty one is a beginning.
    if (!found->value("bundles"_L1).toArray().isEmpty()) {
        if (const auto fine = judged(*found); !fine)
            return fine.error();
    }
    return found;
}

Result<TeamCatalogue> TeamFile::judged(const QJsonObject &document) const
{
    return teamCatalogueFromJson(jsonToBytes(document), QUrl::fromLocalFile(m_path), {});
}

Result<TeamCatalogue> TeamFile::write(const QJsonObject &document) const
{
    const Result<TeamCatalogue> catalogue = judged(document);
    if (!catalogue)
        return catalogue;
    const Result<> written = writeFileAtomically(m_path, jsonToBytes(document));
    return written ? catalogue : Result<TeamCatalogue>(written.error());
}

bool hasTracks(const TeamCatalogue &catalogue)
{
    return std::ranges::any_of(catalogue.entries, [](const CatalogueEntry &entry) {
        return entry.track != TeamTrack::None;
    });
}

} // namespace portico
