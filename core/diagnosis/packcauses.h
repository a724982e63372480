// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/packlog.h"

namespace portico {

/** Why a node pack could not be imported, and what helps. */
Diagnosis packDiagnosis(const PackLog::Entry &entry);

/** The same where the cause that it names turned out to be none. */
Diagnosis withoutKnownCause(const Diagnosis &diagnosis);

} // namespace portico
