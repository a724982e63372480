// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/jobobject.h"

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

JobObject::JobObject()
    : m_handle(CreateJobObjectW(nullptr, nullptr))
{
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits{};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    SetInformationJobObject(m_handle, JobObjectExtendedLimitInformation, &limits, sizeof limits);
}

JobObject::~JobObject()
{
    CloseHandle(m_handle);
}

void JobObject::adopt(const QProcess &process)
{
    const auto pid = static_cast<DWORD>(process.processId());
    const Handle child(OpenProcess(PROCESS_SET_QUOTA | PROCESS_TERMINATE, FALSE, pid));
    if (child.value)
        AssignProcessToJobObject(m_handle, child.value);
    resumeThreadsOf(pid);
}

void JobObject::kill()
{
    TerminateJobObject(m_handle, 1);
}

QList<qint64> JobObject::processes() const
{
    constexpr DWORD most = 1024;
    struct
    {
        JOBOBJECT_BASIC_PROCESS_ID_LIST list;
        ULONG_PTR more[most];
    } ids{};
    if (!QueryInformationJobObject(m_handle, JobObjectBasicProcessIdList, &ids, sizeof ids,
                                   nullptr))
        return {};
    QList<qint64> pids;
    for (DWORD i = 0; i < ids.list.NumberOfProcessIdsInList; ++i)
        pids.append(static_cast<qint64>(ids.list.ProcessIdList[i]));
    return pids;
}

} // namespace portico
