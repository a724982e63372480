// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"
#include "core/selfcheck/checkrecorder.h"

namespace portico {

/**
 * The error of a failed step with the likely cause on this system as its next step: a virus
 * scanner, a path that is too long, a port, a permission. What the error says itself comes first.
 */
Error withAdvice(const Error &error, Check check, Os os, const QString &libraryRoot);

} // namespace portico
