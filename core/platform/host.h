// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"

#include <QStringList>

#include <memory>
#include <optional>

namespace portico {

/** Bytes of one file system. */
struct DiskSpace
{
    qint64 total = 0;
    qint64 available = 0; ///< what this user may still use
    QString fileSystem;   ///< "ext4", "NTFS", ...
    bool readOnly = false;
};

/** Physical memory in bytes. */
struct MemorySize
{
    qint64 total = 0;
    qint64 available = 0;
};

/** A process as a person would name it. */
struct ProcessName
{
    qint64 pid = 0;
    QString program; ///< file name of the program, such as "python3.11"
    QString commandLine;
};

/**
 * The few facts and acts that need the operating system. Thread-safe, returns at once unless said.
 * One thin adaptor per system (host_linux, host_mac, host_win); tests use a fake.
 */
class Host
{
public:
    virtual ~Host() = default;

    virtual Os os() const = 0;
    virtual Architecture architecture() const = 0;

    /** Space of the file system that holds `path` (or its nearest existing parent). */
    virtual Result<DiskSpace> diskSpace(const QString &path) const = 0;
    virtual MemorySize memory() const = 0;

    /** Moves a file or folder to the recycle bin; returns its new place. ErrorCode::Unsupported
     *  where there is none for this file system. Never follows links. May block. */
    virtual Result<QString> moveToTrash(const QString &path) const = 0;

    /** Who listens on this TCP port on this computer, if the system tells. */
    virtual std::optional<ProcessName> listenerOn(quint16 port) const = 0;

    /** A folder only this user can enter, for sockets; made when missing. Short enough for a Unix
     *  socket path of 100 bytes. */
    virtual Result<QString> runtimeFolder() const = 0;

    /** Identifies this boot of the computer, so that locks of an earlier one are known as stale. */
    virtual QString bootId() const = 0;

    /** Start time of a process in system ticks: with the pid it names a process for ever. */
    virtual std::optional<qint64> processStartTime(qint64 pid) const = 0;
};

/** The adaptor of this computer. */
std::unique_ptr<Host> makeHost();

} // namespace portico
