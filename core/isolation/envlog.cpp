// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envlog.h"

#include <QDir>
#include <QFileInfo>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

const auto kFailed = "# Failed: "_L1;
const auto kEnvironment = "# Environment: "_L1;
constexpr qint64 kMostTail = 8192;

/** Whether the log's first lines say that it is of that environment. */
bool isLogOf(const QString &log, const QString &name)
{
    QFile file(log);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QString head = QString::fromUtf8(file.read(kMostTail));
    return head.contains(u'\n' + kEnvironment + name + u',');
}

} // namespace

EnvLog::EnvLog(const QString &path, const EnvPlan &plan, const QDateTime &now)
    : m_file(path)
{
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return;
    // The first lines of comfy-env's own: its tools show them.
    add("# comfy-env install log - "_L1 + now.toString(Qt::ISODate));
    add("# Python: "_L1 + plan.python);
    add("# Platform: "_L1 + QSysInfo::kernelType());
    add(kEnvironment + plan.env.name + ", comfy-env "_L1 + plan.stamp.comfyEnvVersion + ", "_L1
        + plan.stamp.abiTag);
    add("# Engine: "_L1 + plan.engine.reason + u'\n');
}

void EnvLog::add(const QString &line)
{
    const QMutexLocker lock(&m_mutex);
    if (!m_file.isOpen())
        return;
    m_file.write(line.toUtf8() + '\n');
    m_file.flush();
}

void EnvLog::fail(const Error &error)
{
    if (!error.detail.isEmpty())
        add(error.detail);
    add(kFailed + error.message.simplified() + u' ' + error.nextStep.simplified());
}

JobContext EnvLog::listenTo(const JobContext &job)
{
    return JobContext(job.cancel,
                      {.steps = [&job](const QStringList &steps) { job.announce(steps); },
                       .progress = [&job](const Progress &progress) { job.report(progress); },
                       .log =
                           [this, &job](const QString &line) {
                               add(line);
                               job.log(line);
                           }});
}

QString envFailure(const QString &log)
{
    QFile file(log);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(qMax(qint64(0), file.size() - kMostTail));
    const QString tail = QString::fromUtf8(file.read(kMostTail)).trimmed();
    const QString last = tail.mid(tail.lastIndexOf(u'\n') + 1);
    return last.startsWith(kFailed) ? last.mid(kFailed.size()).trimmed() : QString();
}

QString newestEnvLog(const QString &root, const IsolatedEnv &env)
{
    QString newest = envLogFile(env.place);
    QDateTime moment;
    const QDir staging(envStagingFolder(root));
    for (const QString &name : staging.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString log = envLogFile(staging.filePath(name));
        const QDateTime written = QFileInfo(log).lastModified();
        if (!written.isValid() || (moment.isValid() && written < moment) || !isLogOf(log, env.name))
            continue;
        newest = log;
        moment = written;
    }
    return newest;
}

} // namespace portico
