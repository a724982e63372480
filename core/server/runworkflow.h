// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QUrl>

#include <chrono>

namespace portico {

/**
 * Has a running ComfyUI work off a workflow in its API format ({"3": {"class_type": …}, …}) and
 * waits for its end. What it makes stays where that ComfyUI puts it. Blocking, `limit` at most.
 *
 * Errors: ProcessFailed naming the node that failed or was refused, and what it said, with all of
 * it as the detail; Timeout; Network when ComfyUI does not answer any more; Cancelled.
 */
Result<> runWorkflow(const QUrl &server, const QJsonObject &workflow,
                     std::chrono::milliseconds limit, const JobContext &job);

/** What a refused prompt's answer (status 400) or the history of a failed one tells, as one clause:
 *  "node 4 (LoadImage) says: Invalid image file". Empty: it tells nothing of the kind. Pure. */
QString refusalOf(const QByteArray &answer, const QJsonObject &workflow);
QString failureIn(const QJsonObject &historyEntry);

} // namespace portico
