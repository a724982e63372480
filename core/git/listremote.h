// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/clonerepository.h"

namespace portico {

/**
 * The branches and tags that a server tells, by their full names: whether a git server is reached.
 * In `portico-helper git`, as clones. Blocking; cancel answers within 1 s. Errors: those of
 * cloneRepository(); Timeout after 20 s of silence.
 */
Result<QStringList> listRemote(const GitAddress &address, const GitTransport &transport,
                               const ProcessRunner &processes, const JobContext &job);

/** Runs inside the helper; of the request only address and transport count. */
Result<QStringList> listRemoteHere(const GitCloneRequest &request, const JobContext &job);

/** What a name is on a server, before anything is fetched. */
struct RemoteTip
{
    GitRefKind kind = GitRefKind::Head;
    QString name;   ///< "v0.33.0", "master"
    QString commit; ///< 40 hexadecimal digits; a commit that is no tip is as it was asked for

    friend bool operator==(const RemoteTip &, const RemoteTip &) = default;
};

/**
 * What the request's ref is on its server: a tag, else a branch, else a commit; empty: its HEAD.
 * Nothing is written; of a commit that is no tip nobody knows whether it is there. In
 * `portico-helper git`. Blocking. Errors: those of listRemote(); NotFound naming what there is.
 */
Result<RemoteTip> resolveRemote(const GitCloneRequest &request, const ProcessRunner &processes,
                                const JobContext &job);

/** Runs inside the helper; the target does not count. */
Result<RemoteTip> resolveRemoteHere(const GitCloneRequest &request, const JobContext &job);
bool isResolveRequest(const QJsonObject &object);
QJsonObject toJson(const RemoteTip &tip);

/** Whether a request to the helper asks for a list instead of a clone. */
bool isListRequest(const QJsonObject &object);

} // namespace portico
