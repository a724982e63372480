// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/trystart.h"

namespace portico {

/** What the pack said in its isolated Python. */
struct WorkerReport
{
    bool wasImported = false;
    QStringList nodes{};
    QStringList unreachable{}; ///< whose class no worker could import
    QString web{};             ///< WEB_DIRECTORY
    QStringList routes{};      ///< paths that it wanted ComfyUI's server to answer to, in vain
};
/** As trialReport() writes it; nothing was imported where it is not there. */
WorkerReport readWorkerReport(const QString &file);

/** What a trial saw. */
struct TrialFacts
{
    QString pack{};
    TriedStart plain{};
    TriedStart isolated{};
    WorkerReport worker{};
    QStringList pages{}; ///< names of its extensions whose pages are in the wrapper, too
};

/**
 * Whether an isolated pack is all that it was: every node that it registers as it is, and every one
 * that its own Python knows, is registered, and can be run there. Where it cannot be imported as it
 * is, what its own Python says counts alone. Returns remarks. Errors: Refused. Pure.
 */
Result<QStringList> judgeTrial(const TrialFacts &facts);

/** What the pack has beside its nodes and cannot have while it is isolated: whole sentences. Pure.
 */
QStringList lossesSeen(const TrialFacts &facts);
/** The sentence about paths that ComfyUI's server does not answer to. Pure. */
QString routesLost(const QStringList &routes);

} // namespace portico
