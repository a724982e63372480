// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/uvprogram.h"

#include <QMap>
#include <QStringList>

namespace portico {

class ProcessRunner;
struct NetworkChain;

/** One call of uv. */
struct UvCall
{
    QStringList arguments;
    QMap<QString, QString> variables; ///< addresses and all that may hold a secret go here
    QString workingFolder;            ///< empty: the cache folder
    QString step;                     ///< for progress; empty: none
    qint64 total = -1;                ///< packages to prepare, for progress
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

    /** Runs it; returns its standard output. Blocking, cancel within 1 s. Errors: those of
     *  uvfailure.h. */
    Result<QByteArray> run(const UvCall &call, const JobContext &job) const;

private:
    UvProgram m_program;
    QString m_cacheFolder;
    QProcessEnvironment m_environment;
    QStringList m_secrets;
    const ProcessRunner &m_processes;
};

} // namespace portico
