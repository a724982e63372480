// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/childsetup.h"
#include "helper/platform/processtable.h"
#include "helper/platform/processtree.h"

#include <QProcess>
#include <QSet>

#include <csignal>
#include <unistd.h>

namespace portico {

namespace {

/** macOS has no subreaper: whoever leaves the tree is known by the token in its environment. */
class MacProcessTree final : public ProcessTree
{
public:
    explicit MacProcessTree(const QString &token)
        : m_token(token.toUtf8())
    { }

    void prepare(QProcess &process) override
    {
        process.setChildProcessModifier([] {
            ::setsid();
            resetSignals();
        });
    }

    void adopt(const QProcess &process) override { m_root = process.processId(); }

    void interrupt() override
    {
        if (m_root <= 1)
            return;
        ::kill(static_cast<pid_t>(-m_root), SIGINT);
        ::kill(static_cast<pid_t>(-m_root), SIGCONT);
    }
    void terminate() override
    {
        signalAll(SIGTERM);
        signalAll(SIGCONT);
    }
    void kill() override { signalAll(SIGKILL); }

    QList<qint64> survivors() override
    {
        QSet<qint64> living;
        const QList<ProcessEntry> table = processTable();
        const QList<ProcessEntry> tree = descendantsOf(table, ::getpid());
        for (const ProcessEntry &entry : tree) {
            if (!entry.hasEnded)
                living.insert(entry.pid);
        }
        const QList<qint64> marked = processesWithVariable("PORTICO_SESSION", m_token);
        living.unite(QSet<qint64>(marked.begin(), marked.end()));
        return living.values();
    }

    void note() override { }

private:
    void signalAll(int number)
    {
        const QList<qint64> pids = survivors();
        for (const qint64 pid : pids)
            ::kill(static_cast<pid_t>(pid), number);
    }

    QByteArray m_token;
    qint64 m_root = 0;
};

} // namespace

std::unique_ptr<ProcessTree> makeProcessTree(const QString &sessionToken)
{
    return std::make_unique<MacProcessTree>(sessionToken);
}

} // namespace portico
