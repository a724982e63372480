// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/jobobject.h"
#include "core/process/processgroup.h"

#include <QProcess>

#include <windows.h>

namespace portico {

class ProcessGroup::Private
{
public:
    JobObject job;
    DWORD process = 0;
};

ProcessGroup::ProcessGroup()
    : d(std::make_unique<Private>())
{ }

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
    d->job.adopt(process);
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
    d->job.kill();
}

} // namespace portico
