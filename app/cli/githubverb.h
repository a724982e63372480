// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/runningcommand.h"
#include "app/services.h"
#include "core/github/publishrelease.h"

namespace portico::cli {

/** The verbs of "porticoctl github". */
std::unique_ptr<RunningCommand> githubLogin(const CommandContext &context);
std::unique_ptr<RunningCommand> githubLogout(const CommandContext &context);
std::unique_ptr<RunningCommand> githubWhoAmI(const CommandContext &context);
std::unique_ptr<RunningCommand> githubPush(const CommandContext &context);
std::unique_ptr<RunningCommand> githubRelease(const CommandContext &context);
std::unique_ptr<RunningCommand> githubTrigger(const CommandContext &context);
std::unique_ptr<RunningCommand> githubWatch(const CommandContext &context);
std::unique_ptr<RunningCommand> githubCancel(const CommandContext &context);
std::unique_ptr<RunningCommand> githubRuns(const CommandContext &context);
std::unique_ptr<RunningCommand> githubDownload(const CommandContext &context);

/** What a verb works with, on a worker. */
struct GithubWork
{
    const Services &services;
    const GithubApi &api;
    const JobContext &job;
};
using GithubBody = std::function<Result<JobCommand::Report>(const GithubWork &)>;

/** A verb that is one blocking function on the person's GitHub. */
std::unique_ptr<RunningCommand> githubJob(const CommandContext &context, const QString &title,
                                          const GithubBody &body);

/** What is said of a release. */
JobCommand::Report releaseReport(const PublishedRelease &release);

/** A verb that cannot be begun. */
std::unique_ptr<RunningCommand> githubUsage(const CommandContext &context, const QString &message);

/** "--repo owner/name" and what follows the verb. */
QString githubRepository(const CommandContext &context);
QStringList githubArguments(const CommandContext &context);

} // namespace portico::cli
