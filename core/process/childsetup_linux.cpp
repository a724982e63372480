// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/childsetup.h"

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

namespace portico {

void dieWithParent(qint64 parentProcess)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parentProcess) // it ended before the call above
        _exit(127);
}

} // namespace portico
