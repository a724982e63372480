// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QUrl>

namespace portico {

/** What a prompt gave. */
struct PromptPicture
{
    QString fileName;
    QByteArray bytes; ///< a PNG
};

/**
 * Sends a workflow that needs no model (a plain picture, saved), waits for it, and fetches the
 * picture: the proof that a running ComfyUI works. Blocking, usually under a second. Errors:
 * Network or Timeout when it does not answer, HttpStatus with its words when it refuses, Corrupt
 * when what comes back is no picture.
 */
Result<PromptPicture> runTestPrompt(const QUrl &server, const JobContext &job);

} // namespace portico
