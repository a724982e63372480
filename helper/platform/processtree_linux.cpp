// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/childsetup.h"
#include "helper/platform/processtable.h"
#include "helper/platform/processtree.h"

#include <QCoreApplication>
#include <QProcess>

#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace portico {

namespace {

/** When memory runs out ComfyUI goes before the session server and the desktop. Signal-safe. */
void volunteerForOomKiller()
{
    const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (file < 0)
        return;
    [[maybe_unused]] const ssize_t written = ::write(file, "300", 3);
    ::close(file);
}

class LinuxProcessTree final : public ProcessTree
{
public:
    LinuxProcessTree() { ::prctl(PR_SET_CHILD_SUBREAPER, 1); }

    void prepare(QProcess &process) override
    {
        process.setChildProcessModifier([parent = QCoreApplication::applicationPid()] {
            ::setsid();
            resetSignals();
            dieWithParent(parent);
            volunteerForOomKiller();
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
        signalAll(SIGCONT); // a stopped process sees the other signal only then
    }
    void kill() override { signalAll(SIGKILL); }

    QList<qint64> survivors() override
    {
        QList<qint64> pids;
        const QList<ProcessEntry> tree = descendantsOf(processTable(), ::getpid());
        for (const ProcessEntry &entry : tree) {
            if (!entry.hasEnded)
                pids.append(entry.pid);
            else if (entry.parent == ::getpid() && entry.pid != m_root) // QProcess reaps that one
                ::waitpid(static_cast<pid_t>(entry.pid), nullptr, WNOHANG);
        }
        return pids;
    }

    void note() override { survivors(); }

private:
    void signalAll(int number)
    {
        const QList<qint64> pids = survivors();
        for (const qint64 pid : pids)
            ::kill(static_cast<pid_t>(pid), number);
    }

    qint64 m_root = 0;
};

} // namespace

std::unique_ptr<ProcessTree> makeProcessTree(const QString &)
{
    return std::make_unique<LinuxProcessTree>();
}

} // namespace portico
