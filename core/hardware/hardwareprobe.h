// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"
#include "core/platform/host.h"

#include <QByteArray>
#include <QStringList>

#include <memory>

namespace portico {

/** A question to a program, under a name that recordings use too. */
struct ToolCall
{
    QString name;         ///< "nvidia-smi", "rocminfo", "nvml"
    QStringList programs; ///< the first that exists is run: names to look up on PATH, or paths
    QStringList arguments;

    friend bool operator==(const ToolCall &, const ToolCall &) = default;
};

/** What the program said. */
struct ToolAnswer
{
    int exitCode = 0; ///< -1: it crashed
    QByteArray output;
    QByteArray errors; ///< the end of it
};

/** What the system's own calls tell at once. */
struct SystemFacts
{
    Os os = Os::Linux;
    QString osTitle{};
    QString osVersion{};
    Architecture architecture = Architecture::X64;
    MemorySize memory{};
    std::optional<DiskSpace> libraryDisk{};
};

/**
 * Everything that detectComputer() reads, so that the recorded answers of another computer can
 * stand in for this one's. Thread-safe.
 */
class HardwareProbe
{
public:
    virtual ~HardwareProbe() = default;

    virtual Os os() const = 0;
    virtual SystemFacts facts() const = 0;

    /** Runs it to its end or until the job is cancelled. Errors: NotFound when the computer has no
     *  such program, ProcessFailed when it does not start, Cancelled. */
    virtual Result<ToolAnswer> run(const ToolCall &call, const JobContext &job) const = 0;

    /** The first 64 KiB of a file; empty when there is none. */
    virtual QByteArray readFile(const QString &path) const = 0;
    /** Names in a folder, sorted; none when there is no such folder. */
    virtual QStringList list(const QString &folder) const = 0;
    /** The last part of what a link points to; empty when there is none. */
    virtual QString linkTarget(const QString &path) const = 0;
};

/** This computer. `libraryRoot` names the disk of `libraryDisk`. */
std::shared_ptr<const HardwareProbe> makeHardwareProbe(const Host &host,
                                                       const QString &libraryRoot);

} // namespace portico
