// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/distribution.h"
#include "core/python/marker.h"
#include "core/python/torchbuild.h"

namespace portico {

/** An interpreter, told from outside: nothing of it is started. */
struct EnvironmentRequest
{
    QStringList folders{};   ///< site-packages in the order of sys.path, absolute
    QString pythonVersion{}; ///< "3.12.10" or "3.12"; empty: not known
    Os os = Os::Linux;
    std::optional<Architecture> architecture{}; ///< of the interpreter; empty: not known
    QString programFolder{}; ///< where main.py lies: stands before all others; empty: none
};

/** Some paths out of possibly very many. */
struct PathSample
{
    QStringList first{}; ///< at most kSampledPaths
    qsizetype count = 0;

    bool isEmpty() const { return count == 0; }
    void add(const QString &path);
};
inline constexpr qsizetype kSampledPaths = 8;

/** What was seen of one distribution's files. */
struct DistributionFiles
{
    PathSample missingCode{};    ///< recorded Python files and libraries that are not there
    PathSample missingOther{};   ///< recorded data, headers, tests that are not there
    PathSample resized{};        ///< of the torch family: libraries of another size than recorded
    PathSample foreignModules{}; ///< compiled for another Python: nothing for this one beside them
    qsizetype present = 0;
};

/** One site-packages folder. */
struct SiteFolder
{
    QString path;
    QStringList leftovers{};      ///< what pip renames while it removes: "~orch"
    QStringList modules{};        ///< top-level folders and modules by import name
    QStringList unownedModules{}; ///< those that no distribution here has recorded
    PathSample orphanLibraries{}; ///< compiled files under torch's folders that none recorded
    PathSample orphanFiles{};     ///< other such files
    bool hasNvidiaInit = false;   ///< nvidia/__init__.py: ends the search for nvidia's parts
};

/** What the files of an interpreter's packages say. */
struct PythonEnvironment
{
    QString pythonVersion{};
    Os os = Os::Linux;
    std::optional<Architecture> architecture{};
    MarkerEnvironment markers{};
    QList<SiteFolder> folders{};
    QList<Distribution> distributions{}; ///< by folder, then by name
    QList<DistributionFiles> files{};    ///< of the distribution at the same position
    QList<TorchBuild> torchBuilds{}; ///< torch, torchvision, torchaudio as far as they are there
    QStringList shadowingModules{};  ///< of the torch family, in the program's own folder
    qsizetype fileCount = 0;

    /** The first of that normalised name; it is the one that Python finds. */
    const Distribution *find(QStringView name) const;
};

/**
 * Reads site-packages as files: distributions, which of their files are there, files of torch that
 * belong to nobody. Starts nothing, writes nothing, follows no links; safe while Python runs from
 * there. Blocking, on all processors; 60,000 files in well under 100 ms when the system knows them
 * already. Errors: Cancelled; NotFound when no folder is there. All else that cannot be read is
 * empty.
 */
Result<PythonEnvironment> readEnvironment(const EnvironmentRequest &request, const JobContext &job);

} // namespace portico
