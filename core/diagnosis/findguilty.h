// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/halving.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/net/toolenvironment.h"

#include <QUrl>

#include <chrono>
#include <functional>

namespace portico {

class ProcessRunner;

/** A ComfyUI that runs for one round of the search. */
struct GuiltyRound
{
    int number = 1;
    int most = 1;
    QStringList packs;
    QUrl url; ///< of the running ComfyUI
};

/** How a round is judged when ComfyUI is ready. Nothing: by crashes and failed imports alone. */
using RoundJudge = std::function<Result<bool>(const GuiltyRound &round, const JobContext &job)>;

/** What the search is about. */
struct GuiltySearch
{
    Library library{QString()};
    Install install;
    ToolEnvironment network{};                     ///< how ComfyUI reaches the internet
    std::chrono::milliseconds readyLimit{300'000}; ///< a start that takes longer went wrong
    RoundJudge judge{}; ///< whether it still goes wrong: a command's or a person's answer
};

/** What was found. */
struct GuiltyFound
{
    Halving halving;
    QString sentence;           ///< the answer for people
    QList<Diagnosis> diagnoses; ///< of the last round that went wrong
};

/**
 * Finds the node pack that keeps ComfyUI from working. Each round is a real start, in a session of
 * its own, on a port of its own, with user folder, temporary folder and database of its own in
 * staging; packs are chosen by `--whitelist-custom-nodes`, so nothing of the install is moved or
 * changed. Blocking; a minute a round at most as long as ComfyUI takes to start.
 *
 * Errors: Unsupported when this version does not know the flags; NotFound without packs; those of
 * prepareLaunch; Cancelled.
 */
Result<GuiltyFound> findGuiltyPack(const GuiltySearch &search, const ProcessRunner &processes,
                                   const JobContext &job);

} // namespace portico
