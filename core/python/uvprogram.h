// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"

#include <QProcessEnvironment>
#include <QVersionNumber>

namespace portico {

class Downloader;
class ProcessRunner;
struct NetworkChain;

/** The oldest uv that knows everything that is used: scoped exclusions came with it. */
QVersionNumber leastUvVersion();

/** A uv that was started once and said its version. */
struct UvProgram
{
    enum class Origin {
        Chosen,  ///< by the setting
        Beside,  ///< of Portico's own package
        OnPath,  ///< the person's own, new enough
        Pip,     ///< fetched from the package index, checked by SHA-256
        Release, ///< fetched from its GitHub release, checked by SHA-256
    };

    QString path;
    QVersionNumber version;
    Origin origin = Origin::OnPath;
};

/** Where uv is looked for and how it is fetched. */
struct UvRequest
{
    QString chosen{}; ///< from the settings: a program; empty: the order above
    QString folder{}; ///< where a fetched one is kept: <library>/store/tools
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
};

/** What that needs; all must outlive the call. */
struct UvServices
{
    const ProcessRunner &processes;
    const Downloader &downloader;
    const NetworkChain &network;
};

/**
 * uv, in this order: the one the settings name, beside the app, on PATH if it is new enough,
 * fetched before, from the package index with the pip of a Python on this computer, from its GitHub
 * release. What is fetched has one exact version and is checked by SHA-256 (uvpins.h) before it is
 * started. Blocking. Errors: NotFound naming all that was tried, Unsupported (the chosen one is too
 * old), and those of Downloader.
 */
Result<UvProgram> provideUv(const UvRequest &request, const UvServices &services,
                            const JobContext &job);

/** "uv 0.13.8 (x86_64-unknown-linux-gnu)" gives 0.13.8; null when it is something else. */
QVersionNumber uvVersionIn(const QString &output);

} // namespace portico
