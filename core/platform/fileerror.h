// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QString>

namespace portico {

/** What was being done to a file or folder when it failed. */
enum class FileAct { Read, Write, Create, Rename, Remove, Lock };

/** The system's number of the last failure on this thread: errno, or GetLastError() on Windows. */
int lastSystemError();

/** DiskFull, PermissionDenied, ReadOnly, NotFound, AlreadyExists, Busy, or Io for the rest. */
ErrorCode errorCodeOfSystem(int systemError);

/** The system's own words for the number: evidence for the log. */
QString systemErrorText(int systemError);

/** The number that has these words, for those who keep only them (QFile); 0 if there is none. */
int systemErrorWithText(const QString &text);

/**
 * The failure of an act on a path, as sentences: what failed, where, why, and what to do now.
 * `systemError` is what lastSystemError() gave right after the call that failed.
 */
Error fileError(FileAct act, const QString &path, int systemError);

/** The same where there is no system number but a known kind; `detail` is evidence for the log. */
Error fileError(FileAct act, const QString &path, ErrorCode code, const QString &detail);

/** DiskFull with both figures, for work that knows beforehand how many bytes it needs. */
Error diskFullError(const QString &path, qint64 needed, qint64 available);

} // namespace portico
