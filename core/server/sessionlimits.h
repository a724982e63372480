// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QProcessEnvironment>

#include <chrono>

namespace portico {

/** Every wait of a session. The defaults are what a person gets; tests shorten them. */
struct SessionLimits
{
    std::chrono::milliseconds interrupt{5000};     ///< from asking to terminating
    std::chrono::milliseconds terminate{5000};     ///< from terminating to killing
    std::chrono::milliseconds leftovers{1000};     ///< the same for what a dead ComfyUI left behind
    std::chrono::milliseconds kill{5000};          ///< until what cannot be killed is reported
    std::chrono::milliseconds portFree{2000};      ///< after a stop
    std::chrono::milliseconds portLinger{10'000};  ///< before a restart on the same port
    std::chrono::milliseconds silence{300'000};    ///< not ready and nothing new in the log
    std::chrono::milliseconds firstClient{15'000}; ///< an attached session without one ends
    std::chrono::milliseconds poll{300};           ///< between two questions whether it is ready
    int managerRestarts = 5;                       ///< in `window`
    int crashes = 3;                               ///< in `window`
    std::chrono::milliseconds window{60'000};
};

/** The defaults, changed by PORTICO_INTERRUPT_MS, PORTICO_TERMINATE_MS, PORTICO_SILENCE_MS,
 *  PORTICO_FIRST_CLIENT_MS, PORTICO_CRASH_LIMIT and PORTICO_RESTART_LIMIT. */
SessionLimits sessionLimits(const QProcessEnvironment &environment);

} // namespace portico
