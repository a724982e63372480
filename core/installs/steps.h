// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"

namespace portico {

// The names of addBundle's steps, in their order.
QString downloadStep();
QString verifyStep();
QString unpackStep();
QString checkStep();
QString setUpStep();

/**
 * A context for a part of the work that reports under one of our own steps: what the part announces
 * is not passed on, what it reports carries our name. `job` must outlive it.
 */
JobContext inStep(const JobContext &job, const QString &step);

} // namespace portico
