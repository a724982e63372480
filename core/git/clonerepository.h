// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/git/gitaddress.h"
#include "core/git/repository.h"

#include <QJsonObject>

namespace portico {

class ProcessRunner;

/** How much history is wanted. */
enum class GitHistory {
    Whole,
    NewestOnly, ///< one commit deep where libgit2 can (1.7 and newer) and the server is an address
};

/** How the server is reached: handed over in the request, never through the environment. */
struct GitTransport
{
    QString proxyUrl{};      ///< an http or (helper only) socks5h proxy, password
                             ///< included; empty: directly
    QString authorityFile{}; ///< PEM file of trusted authorities; empty: the system's

    friend bool operator==(const GitTransport &, const GitTransport &) = default;
};

/** A repository to fetch into a folder that is not there yet; its parent is. */
struct GitCloneRequest
{
    GitAddress address;
    QString ref; ///< tag, branch or commit; empty: what the server's HEAD names
    QString target;
    GitHistory history = GitHistory::NewestOnly;
    GitTransport transport;
};

/** What lies in the folder now: a detached checkout of exactly that commit. */
struct ClonedRepository
{
    GitTarget target;
    bool isShallow = false;
};

/**
 * Clones in `portico-helper git`, so that a silent server can be left at once and a dropped
 * connection or hostile repository harms nobody. Blocking; cancel answers within 1 s. No hooks,
 * filters, submodules or LFS; names that Windows or macOS take for .git are refused. On any failure
 * the target's content is undefined: clone into a StagingDir.
 *
 * Errors: NotFound (address or ref, named), Network, Timeout (a minute of silence),
 * PermissionDenied (login wanted or refused), Refused (certificate, redirect), HttpStatus (no git
 * server), Corrupt, DiskFull, Io.
 */
Result<ClonedRepository> cloneRepository(const GitCloneRequest &request,
                                         const ProcessRunner &processes, const JobContext &job);

/** Runs inside the helper: the same on this thread and in this process. */
Result<ClonedRepository> cloneHere(const GitCloneRequest &request, const JobContext &job);

QJsonObject toJson(const GitCloneRequest &request);
Result<GitCloneRequest> gitCloneRequestFromJson(const QJsonObject &object);
QJsonObject toJson(const ClonedRepository &repository);
Result<ClonedRepository> clonedRepositoryFromJson(const QJsonObject &object);

/** Whether this libgit2 can fetch without history. */
bool canFetchShallow();

} // namespace portico
