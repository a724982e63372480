// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/isolation/envplan.h"

#include <QFile>
#include <QMutex>

#include <memory>

namespace portico {

/** `install.log` of one environment: everything that is said while it is built. */
class EnvLog
{
public:
    /** Begins the file with what is built, for whom. What cannot be written is not. */
    EnvLog(const QString &path, const EnvPlan &plan, const QDateTime &now);

    void add(const QString &line);
    /** How it ended badly: the last line, which envFailure() finds. */
    void fail(const Error &error);
    /** The job with its lines going into the file, too. The log must outlive it. */
    JobContext listenTo(const JobContext &job);

private:
    QFile m_file;
    QMutex m_mutex;
};

/** What the build failed with that this log is of; empty: it did not fail. A small read. */
QString envFailure(const QString &log);

/**
 * Where the newest log of an environment lies: in staging while uv puts it together there, else
 * beside the environment. May not be there. A few small reads.
 */
QString newestEnvLog(const QString &root, const IsolatedEnv &env);

} // namespace portico
