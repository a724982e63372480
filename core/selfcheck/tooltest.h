// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/net/networktest.h"
#include "core/net/toolenvironment.h"

namespace portico {

class ProcessRunner;

/** What a tool is tried out with. */
struct ToolTestRequest
{
    Consumer consumer = Consumer::Git; ///< Git, Uv or Pip
    QString program;                   ///< uv, or a Python with pip; not for Git
};

/** The consumers that can be tried out. */
QList<Consumer> testableTools();

/** The program for it on this computer (beside Portico or on PATH); empty if there is none. */
QString findToolProgram(Consumer consumer);

/**
 * Lets the real tool reach the network as it will at work, with the environment it will have: git
 * asks GitHub (or its mirror) for ComfyUI's branches, uv and pip resolve one small package. Writes
 * into a folder of its own, which is removed. At most a minute. Blocking. Errors: NotFound where
 * the tool is not there, and what failed with its next step, as runNetworkTest() tells it.
 */
Result<NetworkTestReport> runToolTest(const ToolTestRequest &request, const Network &network,
                                      const ProcessRunner &processes, const JobContext &job);

/** pip's last words as an error. Pure. */
Error pipFailure(const QString &words, const QString &host);

} // namespace portico
