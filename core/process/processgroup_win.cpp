// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/processgroup.h"

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

} // namespace

class ProcessGroup::Private
{
public:
    Handle job{CreateJobObjectW(nullptr, nullptr)};
    DWORD process = 0;
};

ProcessGroup::ProcessGroup()
    : d(std::make_unique<Private>())
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    SetInformationJobObject(d->job.value, JobObjectExtendedLimitInformation, &limits,
                            sizeof limits);
}

ProcessGroup::~ProcessGroup() = default;

void ProcessGroup::prepare(QProcess &process)
{
    process.setCreateProcessArgumentsModifier([](QProcess::CreateProcessArguments *arguments) {
        arguments->flags |= CREATE_SUSPENDED | CREATE_NEW_PROCESS_GROUP | CREATE_NO_WINDOW;
    });
}

void ProcessGroup::adopt(const QProcess &process)
{
    d->process = static_cast<DWORD>(process.processId());
    const Handle child(OpenProcess(PROCESS_SET_QUOTA | PROCESS_TERMINATE, FALSE, d->process));
    if (child.value)
        AssignProcessToJobObject(d->job.value, child.value);
    resumeThreadsOf(d->process);
}

void ProcessGroup::interrupt()
{
    GenerateConsoleCtrlEvent(CTRL_BREAK_EVENT, d->process); // only reaches our own console
}

void ProcessGroup::terminate()
{
    kill(); // there is no milder signal that a program without a window would see
}

void ProcessGroup::kill()
{
    TerminateJobObject(d->job.value, 1);
}

} // namespace portico
