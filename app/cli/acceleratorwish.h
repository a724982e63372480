// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/hardware/chooseaccelerator.h"

#include <QCommandLineParser>

#include <optional>

namespace portico {
class Services;
}

namespace portico::cli {

/** The option `--accelerator` as it was typed; nothing: it was not given. Error: Usage. */
Result<std::optional<Accelerator>> acceleratorWish(const QCommandLineParser &parser);

/** By hand, or what suits this computer, with its reasons in the log. Blocking: the computer is
 *  looked at. */
Result<AcceleratorChoice> choiceFor(const Services &services,
                                    const std::optional<Accelerator> &wish, const JobContext &job);

} // namespace portico::cli
