// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networkchain.h"
#include "core/updates/tryworkflows.h"

#include <QDateTime>

namespace portico {

/** How a test workflow went when it was last tried with the generation that was current then. */
struct WorkflowResult
{
    QString name{};
    QDateTime tried{}; ///< UTC
    qint64 milliseconds = 0;
    int generation = 0;
    QString problem{}; ///< a whole sentence; empty: it worked

    friend bool operator==(const WorkflowResult &, const WorkflowResult &) = default;
};

/** Those that are known, of workflows that are still there. A small read; what cannot be read is as
 *  if nobody had tried. */
QList<WorkflowResult> readWorkflowResults(const Library &library, const InstallId &id);

/** What trying the test workflows of an install needs; all must outlive the call. */
struct OwnTrial
{
    const Library &library;
    const ProcessRunner &processes;
    const NetworkChain &network;
};

/**
 * Tries all test workflows of an install with its current generation, as tryWorkflows() does, and
 * keeps how they went. Blocking, minutes. Errors: Unsupported (someone's own folder), NotFound (it
 * has none), those of tryWorkflows().
 */
Result<QList<TriedWorkflow>> tryOwnWorkflows(const OwnTrial &trial, const Install &install,
                                             const QDateTime &now, const JobContext &job);

} // namespace portico
