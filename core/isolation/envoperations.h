// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/composeinstall.h"
#include "core/installs/verifyinstall.h"
#include "core/isolation/buildenv.h"
#include "core/isolation/packwishes.h"

#include <memory>

namespace portico {

class HttpClient;
class StateKeeper;

/** What working on environments needs; all must outlive the call. */
struct EnvOperations
{
    ComposeServices services;
    const HttpClient &http;
    ComputerSource computer{}; ///< asked where CUDA wheels are wanted; empty: no GPU
    EnvPlaceFacts facts{};
    QString pixi{};                              ///< from the settings
    QUrl wheelIndex{};                           ///< as EnvServices::wheelIndex
    QString pythonList{};                        ///< as PythonRequest::list
    std::shared_ptr<const StateKeeper> keeper{}; ///< asked before a change; null: nobody is
};

/** An environment on the disk that no pack of the install asks for. */
struct UnusedEnv
{
    QString folder{}; ///< absolute
    qint64 bytes = 0; ///< -1: not counted
    /** No: programs that nobody can ask may use it, and it is removed only by its name. */
    bool isSure = true;
    QString known{}; ///< what is known of its use; empty: nobody else can use it

    friend bool operator==(const UnusedEnv &, const UnusedEnv &) = default;
};

/** Whether big folders are measured: seconds, where many files are. */
enum class EnvSizes { Count, Leave };

/** All that there is to say about an install's environments. */
struct EnvReport
{
    EnvHome home{};
    QList<EnvHealth> envs{};
    QList<UnusedEnv> unused{};
    QList<PackWishes> wishes{}; ///< of packs with comfy-env-root.toml

    bool isWell() const; ///< none needs anything
};

/** By files alone. Clears what killed builds left. Blocking. Errors: those of readEnvHome(). */
Result<EnvReport> reportEnvs(const EnvOperations &operations, const Install &install,
                             const JobContext &job, EnvSizes sizes = EnvSizes::Count);

/** Which environments to work on, and how. */
enum class EnvAct {
    Build,  ///< what is missing, stale or made for something else
    Repair, ///< and what is broken
    Anew,   ///< the named ones, however they are
};
/** Whether the caller keeps ComfyUI of the install from running. */
enum class EnvSession { MayRun, HeldByCaller };
struct EnvWish
{
    EnvAct act = EnvAct::Build;
    QStringList names{}; ///< empty: all
    EnvSession session = EnvSession::MayRun;
};

/** What became of the wish. */
struct EnvOutcome
{
    QList<BuiltEnv> done{};
    QList<std::pair<QString, Error>> failed{}; ///< by name; the others were built
    EnvReport report{};                        ///< afterwards
};

/**
 * Builds several at once. One that fails does not keep the others. Blocking. Errors: NotFound (no
 * such environment), Busy (ComfyUI runs and one of them would be replaced), Cancelled.
 */
Result<EnvOutcome> workOnEnvs(const EnvOperations &operations, const Install &install,
                              const EnvWish &wish, const JobContext &job);

/** What was removed. */
struct RemovedEnvs
{
    QStringList folders{};
    qint64 bytes = 0;   ///< given back
    QStringList left{}; ///< what was not removed, and why: whole sentences
};

/** Removes the environments of these names, or with no name the unused ones that surely nobody
 *  uses; the others by the name of their folder. One that another pack links to loses its own link
 *  only. Blocking. Errors: NotFound, Busy (ComfyUI runs, or it is being built), Cancelled. */
Result<RemovedEnvs> removeEnvs(const EnvOperations &operations, const Install &install,
                               const QStringList &names, const JobContext &job);

} // namespace portico
