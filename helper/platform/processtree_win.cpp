// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/platform/processtree.h"

#include <QProcess>

// windows.h comes first
// clang-format off
#include <windows.h>
#include <tlhelp32.h>
// clang-format on

namespace portico {

namespace {

/** Closes a handle at the end of its scope. */
struct Handle
{
    HANDLE value = nullptr;
    explicit Handle(HANDLE handle)
        : value(handle)
    { }
    ~Handle()
    {
        if (value && value != INVALID_HANDLE_VALUE)
            CloseHandle(value);
    }
    Q_DISABLE_COPY_MOVE(Handle)
};

/** QProcess keeps the thread handle to itself, so the suspended thread is looked up. */
void resumeThreadsOf(DWORD process)
{
    const Handle snapshot(CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0));
    THREADENTRY32 entry{};
    entry.dwSize = sizeof entry;
    for (BOOL more = Thread32First(snapshot.value, &entry); more;
         more = Thread32Next(snapshot.value, &entry)) {
        if (entry.th32OwnerProcessID != process)
            continue;
        const Handle thread(OpenThread(THREAD_SUSPEND_RESUME, FALSE, entry.th32ThreadID));
        if (thread.value)
            ResumeThread(thread.value);
    }
}

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
    WindowsProcessTree()
    {
        makeHiddenConsole();
        renewJob();
    }

    /** The child shares our hidden console and is suspended until it is in the job. Ctrl+C must not
     *  be off in it: the setting is inherited, so it is on for the moment of the start. */
    void prepare(QProcess &process) override
    {
        renewJob();
        SetConsoleCtrlHandler(nullptr, FALSE);
        process.setCreateProcessArgumentsModifier([](QProcess::CreateProcessArguments *arguments) {
            arguments->flags |= CREATE_SUSPENDED;
            arguments->flags &= ~static_cast<unsigned long>(CREATE_NO_WINDOW);
        });
    }

    void adopt(const QProcess &process) override
    {
        SetConsoleCtrlHandler(nullptr, TRUE);
        const auto pid = static_cast<DWORD>(process.processId());
        const Handle child(OpenProcess(PROCESS_SET_QUOTA | PROCESS_TERMINATE, FALSE, pid));
        if (child.value)
            AssignProcessToJobObject(m_job, child.value);
        resumeThreadsOf(pid);
    }

    /** Python sees Ctrl+C as KeyboardInterrupt and ends with 0. */
    void interrupt() override { GenerateConsoleCtrlEvent(CTRL_C_EVENT, 0); }
    /** The next sharper signal: Python ends at once. */
    void terminate() override { GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, 0); }
    void kill() override { TerminateJobObject(m_job, 1); }

    QList<qint64> survivors() override
    {
        constexpr DWORD most = 1024;
        struct
        {
            JOBOBJECT_BASIC_PROCESS_ID_LIST list;
            ULONG_PTR more[most];
        } ids{};
        if (!QueryInformationJobObject(m_job, JobObjectBasicProcessIdList, &ids, sizeof ids,
                                       nullptr))
            return {};
        QList<qint64> pids;
        for (DWORD i = 0; i < ids.list.NumberOfProcessIdsInList; ++i)
            pids.append(static_cast<qint64>(ids.list.ProcessIdList[i]));
        return pids;
    }

    void note() override { }

    ~WindowsProcessTree() override { CloseHandle(m_job); }
    Q_DISABLE_COPY_MOVE(WindowsProcessTree)

private:
    /** Everything in it dies with the last handle, which is ours: also when we are killed. */
    void renewJob()
    {
        if (m_job)
            CloseHandle(m_job);
        m_job = CreateJobObjectW(nullptr, nullptr);
        JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
        limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
        SetInformationJobObject(m_job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    }

    HANDLE m_job = nullptr;
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
