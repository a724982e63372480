// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/jobobject.h"
#include "helper/platform/processtree.h"

#include <QProcess>

#include <windows.h>

namespace portico {

namespace {

/** A console that nobody sees, so that Ctrl+C can be sent to the child that shares it. */
void makeHiddenConsole()
{
    if (AllocConsole())
        ShowWindow(GetConsoleWindow(), SW_HIDE);
    SetConsoleCtrlHandler(nullptr, TRUE); // we ourselves ignore Ctrl+C
}

class WindowsProcessTree final : public ProcessTree
{
public:
    WindowsProcessTree() { makeHiddenConsole(); }

    /** The child shares our hidden console and is suspended until it is in the job. Ctrl+C must not
     *  be off in it: the setting is inherited, so it is on for the moment of the start. */
    void prepare(QProcess &process) override
    {
        m_job = std::make_unique<JobObject>(); // ends what an earlier one left
        SetConsoleCtrlHandler(nullptr, FALSE);
        process.setCreateProcessArgumentsModifier([](QProcess::CreateProcessArguments *arguments) {
            arguments->flags |= CREATE_SUSPENDED;
            arguments->flags &= ~static_cast<unsigned long>(CREATE_NO_WINDOW);
        });
    }

    void adopt(const QProcess &process) override
    {
        SetConsoleCtrlHandler(nullptr, TRUE);
        m_job->adopt(process);
    }

    /** Python sees Ctrl+C as KeyboardInterrupt and ends with 0. */
    void interrupt() override { GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0); }
    /** The next sharper signal: Python ends at once. */
    void terminate() override { GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, 0); }
    void kill() override { m_job->kill(); }
    QList<qint64> survivors() override { return m_job->processes(); }
    void note() override { }

private:
    std::unique_ptr<JobObject> m_job = std::make_unique<JobObject>();
};

} // namespace

std::unique_ptr<ProcessTree> makeProcessTree(const QString &)
{
    return std::make_unique<WindowsProcessTree>();
}

int sweepSession(const QString &)
{
    return 0; // the job object ended everything when its owner went
}

} // namespace portico
