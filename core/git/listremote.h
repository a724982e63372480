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

/** Whether a request to the helper asks for a list instead of a clone. */
bool isListRequest(const QJsonObject &object);

} // namespace portico
