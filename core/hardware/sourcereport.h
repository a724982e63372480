// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/computer.h"
#include "core/hardware/hardwareprobe.h"

#include <chrono>

namespace portico {

/** What one source told. Private to core/hardware. */
struct SourceReport
{
    QString source; ///< "nvml", "nvidia-smi", "sysfs", ...
    QList<Gpu> gpus{};
    QList<Error> problems{};
    bool isComplete = false; ///< it listed all GPUs that it is there for: slower ones need not

    // Facts that only some sources know; merged into Computer.
    bool isWsl = false;
    bool isContainer = false;
    bool isRosetta = false;
    QString board{};
    QString appleChip{};
};

/**
 * Runs the tool and reads its answer with `parse`. A tool that is not there is no problem; one that
 * fails, hangs or prints nothing with an exit code other than 0 is.
 */
SourceReport readTool(const HardwareProbe &probe, const ToolCall &call,
                      SourceReport (*parse)(const QByteArray &), const JobContext &job);
/** Why a run gave nothing to read. */
SourceReport reportOf(const QString &source, const Error &error);

/** The sentences for a source that did not do its work. `detail` is what it printed. */
Error toolFailed(const QString &tool, const QString &why, const QString &detail);
/** The same out of its answer: its own first words, else its exit code. */
Error toolFailed(const QString &tool, const ToolAnswer &answer);
Error toolWasSlow(const QString &tool, std::chrono::seconds limit);
Error toolSaidNonsense(const QString &tool, const QByteArray &output);

} // namespace portico
