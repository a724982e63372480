// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QFileDevice>
#include <QString>

namespace portico {

/**
 * What a power cut must not undo. A rename without syncing the file first gives an empty file, and
 * without syncing the folder it may not have happened (reliability.md findings 3 and 4).
 */

/** Flushes the open file's data to the disk itself. */
Result<> syncFile(QFileDevice &file);

/** Flushes a folder's list of names to the disk. Nothing to do on Windows and on file systems that
 *  have no such thing. */
Result<> syncFolder(const QString &folder);

/** Flushes everything written below a folder: the whole file system on Linux (one call, also for
 *  100,000 files), file by file elsewhere. Blocking. */
Result<> syncTree(const QString &folder, const JobContext &job);

/** What happens when the new name is already there. */
enum class IfExists { Replace, Refuse };

/**
 * Renames a file or folder on one file system and syncs the folders of both names. One step: the
 * new name is the old content or the new content, never nothing.
 *
 * An error means that nothing was renamed; a folder that cannot be synced afterwards only goes into
 * the job's log. A lock of a virus scanner is waited out for up to 10 s (10 ms, 20 ms, 40 ms, ...).
 * Errors: AlreadyExists under IfExists::Refuse; Unsupported when the names lie on two file systems.
 */
Result<> renameDurably(const QString &from, const QString &to, IfExists ifExists,
                       const JobContext &job = {});

/** The same without syncing, for many files at once: syncTree() comes after the last of them. */
Result<> renameUnsynced(const QString &from, const QString &to, IfExists ifExists);

/** Removes a file or link (never a folder) and syncs its folder. Success if it is not there. Waits
 *  for virus scanners as renameDurably() does. */
Result<> removeDurably(const QString &file, const JobContext &job = {});

} // namespace portico
