// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"
#include "core/server/exitfacts.h"

#include <QStringList>

namespace portico {

/** What is known when ComfyUI ended and nobody had asked it to. */
struct FailureFacts
{
    ExitFacts exit;
    QStringList lastLines; ///< oldest first
    quint16 port = 0;
    bool wasReady = false;
    Os os = Os::Linux;
};

/**
 * Why it ended, and what to do: the failures of comfyui-contract.md 3.4 that end a process. A small
 * table; the whole one, with repairs, is core/diagnosis.
 */
Error explainFailure(const FailureFacts &facts);

} // namespace portico
