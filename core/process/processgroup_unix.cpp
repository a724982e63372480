// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/childsetup.h"
#include "core/process/processgroup.h"

#include <QCoreApplication>
#include <QProcess>

#include <csignal>
#include <unistd.h>

namespace portico {

class ProcessGroup::Private
{
public:
    pid_t group = 0;

    void signal(int number) const
    {
        if (group > 1)
            ::kill(-group, number);
    }
};

ProcessGroup::ProcessGroup()
    : d(std::make_unique<Private>())
{ }

ProcessGroup::~ProcessGroup() = default;

void ProcessGroup::prepare(QProcess &process)
{
    process.setChildProcessModifier([parent = QCoreApplication::applicationPid()] {
        ::setsid();
        resetSignals();
        dieWithParent(parent);
    });
}

void ProcessGroup::adopt(const QProcess &process)
{
    d->group = static_cast<pid_t>(process.processId());
}

void ProcessGroup::interrupt()
{
    d->signal(SIGINT);
}

void ProcessGroup::terminate()
{
    d->signal(SIGTERM);
}

void ProcessGroup::kill()
{
    d->signal(SIGKILL);
}

} // namespace portico
