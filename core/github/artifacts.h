// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/github/githubapi.h"

#include <QDateTime>
#include <QJsonObject>

namespace portico {

class Downloader;
class ProcessRunner;

/** What a run left to be fetched: one zip. */
struct WorkflowArtifact
{
    qint64 id = 0;
    QString name{};
    qint64 size = -1;
    std::optional<Sha256> sha256{}; ///< GitHub's `digest`; older servers have none
    bool isExpired = false;
    QDateTime expires{};
};

/** Blocking. Errors: those of GithubApi. */
Result<QList<WorkflowArtifact>> artifactsOfRun(const GithubApi &api, const QString &repository,
                                               qint64 run, const JobContext &job);

/** What fetches them. The parts outlive it. */
struct ArtifactServices
{
    const GithubApi &api;
    const Downloader &downloader;
    QString downloads; ///< the downloader's folder
    const ProcessRunner &processes;
};

/** What to fetch, and where to. */
struct ArtifactRequest
{
    QString repository;
    qint64 run = 0;
    QString folder; ///< each lands in `<folder>/<its name>`, unpacked
    QString name{}; ///< only that one; empty: all
};

struct FetchedArtifact
{
    WorkflowArtifact artifact{};
    QString folder{};
    Sha256 sha256{};
    bool isVerified = false; ///< compared with GitHub's digest
    qint64 files = 0;
};

/**
 * Downloads with resume, compares with GitHub's digest, unpacks beside and renames: a folder that
 * is there is whole. GitHub leads to another host, which gets no token. Blocking. Errors: NotFound
 * (no such artifact; expired: says since when), AlreadyExists, HashMismatch, those of Downloader,
 * unpackArchive() and GithubApi.
 */
Result<QList<FetchedArtifact>> fetchArtifacts(const ArtifactServices &services,
                                              const ArtifactRequest &request,
                                              const JobContext &job);

QJsonObject toJson(const FetchedArtifact &fetched);

} // namespace portico
