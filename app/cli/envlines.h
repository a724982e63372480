// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/isolation/envoperations.h"

#include <QStringList>

namespace portico::cli {

/** What `porticoctl env` prints for people. */
QStringList envLines(const EnvReport &report);
QStringList envLines(const EnvOutcome &outcome);

} // namespace portico::cli
