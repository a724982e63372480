// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/uvprogram.h"

#include <QMap>
#include <QStringList>
#include <QUrl>

namespace portico {

class ProcessRunner;
struct NetworkChain;

/** What an exit code other than 0 is. */
enum class UvFailure { IsError, IsAnswer };

/** Whether its words go to the job's log. */
enum class UvWords { Log, Hide };

/** One call of uv. */
struct UvCall
{
    QStringList arguments{};
    QMap<QString, QString> variables{}; ///< addresses and all that may hold a secret go here
    QString workingFolder{};            ///< empty: the one above the cache
    QString step{};                     ///< for progress; empty: none
    UvFailure failure = UvFailure::IsError;
    UvWords words = UvWords::Log;
};

/** What uv said. */
struct UvOutput
{
    int code = 0;    ///< -1: it crashed
    QByteArray text; ///< its standard output
    QString words;   ///< the end of its standard error, without secrets
};

/**
 * uv as Portico uses it: an environment of its own (no user configuration, no virtual environment,
 * cache in the library), the network as it is set, progress and failures understood. Thread-safe.
 */
class Uv
{
public:
    Uv(UvProgram program, QString cacheFolder, const NetworkChain &network,
       const ProcessRunner &processes);

    const UvProgram &program() const { return m_program; }
    const QString &cacheFolder() const { return m_cacheFolder; }

    /** The package index of the settings, for calls that name none of their own. */
    const QUrl &packageIndex() const { return m_packageIndex; }

    /** Blocking, cancel within 1 s. Errors: those of uvfailure.h. */
    Result<UvOutput> run(const UvCall &call, const JobContext &job) const;

private:
    UvProgram m_program;
    QString m_cacheFolder;
    QProcessEnvironment m_environment;
    QStringList m_secrets;
    QUrl m_packageIndex;
    const ProcessRunner &m_processes;
};

} // namespace portico
