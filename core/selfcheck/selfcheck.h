// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/addbundle.h"

#include <QJsonObject>

#include <chrono>

namespace portico {

/** How one step of the self-check went. */
enum class CheckOutcome { Passed, Failed, NotReached };

struct SelfCheckStep
{
    QString name; ///< for people: "Start ComfyUI"
    CheckOutcome outcome = CheckOutcome::NotReached;
    std::chrono::milliseconds duration{0};
    QString note;               ///< what was found: "Python 3.12.10", "1,234 files, 56 MB"
    std::optional<Error> error; ///< cause and next step
};

/** All steps in their order. A failed step is no Error of runSelfCheck: the report tells it. */
struct SelfCheckReport
{
    QList<SelfCheckStep> steps;

    bool hasPassed() const;
    std::chrono::milliseconds duration() const;
    /** The failed step; null if all passed. */
    const SelfCheckStep *failure() const;
};

/** What may be chosen. */
struct SelfCheckRequest
{
    QString python; ///< a Python 3.10 or newer to make the demo bundle from; empty: looked for
};

/**
 * Shows that everything works on this computer and in this library: makes a small bundle from an
 * available Python and the stand-in ComfyUI, serves it to itself on loopback, and takes it through
 * the whole path: download, verify, unpack, start, ready, prompt, stop, nothing left, remove.
 * Leaves nothing behind. Blocking, well under a minute; announces its steps and reports each.
 *
 * Errors: Cancelled only; everything else is in the report.
 */
Result<SelfCheckReport> runSelfCheck(const AddServices &services, const SelfCheckRequest &request,
                                     const JobContext &job);

QJsonObject toJson(const SelfCheckReport &report);

} // namespace portico
