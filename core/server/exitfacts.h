// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QString>

namespace portico {

/** How ComfyUI ended. */
struct ExitFacts
{
    bool bySignal = false; ///< or, on Windows, by an exception
    int code = 0;          ///< the signal's number, or the exception's code, when bySignal

    friend bool operator==(const ExitFacts &, const ExitFacts &) = default;
};

/** "exit code 1", "ended by signal 9 (killed)", "ended by exception 0xC0000005 (access violation)":
 *  for people. */
QString exitText(const ExitFacts &exit, Os os);

} // namespace portico
