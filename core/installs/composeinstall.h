// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"
#include "core/installs/addbundle.h"
#include "core/python/lock.h"
#include "core/python/pythonprovider.h"

namespace portico {

class Network;

/** What composing needs; all must outlive the call. */
struct ComposeServices
{
    const Library &library;
    const Downloader &downloader;
    const ProcessRunner &processes;
    const Host &host;
    const Clock &clock;
    const Network &network;
    QString uvProgram{}; ///< from the settings: the uv to use; empty: found or fetched
};

/** Which packages count. */
enum class PackageDate {
    Automatic, ///< AsOfVersion for a version of ComfyUI that is older than a month, else Newest
    Newest,
    AsOfVersion, ///< none that was uploaded later than a day after ComfyUI's commit
};

/** Whether what was downloaded stays for the next composition. */
enum class CacheAfter { Clean, Keep };

/** What was chosen once, to be put together again. */
struct ComposeLocks
{
    Lock torchFamily{};
    Lock others{};
    Sha256 python{}; ///< pythonDigest() of the Python; null: any build of that version
};

/** A Miniforge that makes the Python: see core/python/miniforge.h. */
struct MiniforgeInstaller
{
    QString place; ///< a path, or an https address
    Sha256 sha256{};

    friend bool operator==(const MiniforgeInstaller &, const MiniforgeInstaller &) = default;
};

/** A ComfyUI to put together from its parts. */
struct ComposeRequest
{
    QString git = defaultComfyRepository(); ///< an https or file address, or a path
    QString ref;                            ///< tag, branch or commit; empty: the default branch
    QString python;                         ///< as PythonRequest::wanted
    AcceleratorChoice accelerator;          ///< of chooseAccelerator() or choiceByHand()
    QString name;                           ///< empty: "ComfyUI 0.33.0 (CUDA 13.0)"
    std::optional<quint16> port;
    Track track = Track::Stable; ///< that the install is to follow
    PackageDate packageDate = PackageDate::Automatic;
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
    CacheAfter cacheAfter = CacheAfter::Clean;
    QString pythonList; ///< as PythonRequest::list
    PythonGround ground = PythonGround::ThisComputer;
    QStringList requirements{};          ///< besides those of ComfyUI: they are resolved as one
    std::optional<ComposeLocks> locks{}; ///< nothing is resolved then
    std::optional<MiniforgeInstaller> miniforge{}; ///< instead of uv's Python of that version

    static QString defaultComfyRepository();
};

/**
 * Python, ComfyUI, its torch family and its packages, put together where no bundle fits. At its end
 * the install is wholly there, or wholly not, whenever it was interrupted: everything is built in
 * staging and comes into place by one rename. What uv has downloaded stays in its cache until the
 * composition succeeds, so that another try is quick. Locks, with hashes, and what everything was
 * made from (compose.json) are kept in the generation. Blocking.
 *
 * Errors: those of cloneRepository, providePython, resolveLock and installPackages; Refused (no
 * ComfyUI in that repository); ProcessFailed when what was put together does not start.
 */
Result<Install> composeInstall(const ComposeServices &services, const ComposeRequest &request,
                               const JobContext &job);

/** The step names that composeInstall announces, in their order. */
QStringList composeSteps();

} // namespace portico
