// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/platform/outputfile.h"

#include <QByteArray>
#include <QString>

namespace portico {

/**
 * Replaces a file's content as a whole: after any kill, power cut or full disk the file is the old
 * or the new one, never torn, never empty; when this returns success it is the new one for good.
 *
 * Every byte count is compared, the file is synced, renamed over the old one, and the folder is
 * synced. On failure the old file is untouched and nothing is left behind; what a killed writer
 * left is removed by the next write or by sweepAtomicWrites(). A link is followed: the file it
 * points to is replaced. Takes milliseconds; up to 10 s where a virus scanner holds the file.
 */
Result<> writeFileAtomically(const QString &path, const QByteArray &bytes,
                             FileAccess access = FileAccess::Shared);

/**
 * Removes what writers that were killed left in a folder: of the file `name` only, or of any file
 * when it is empty. Never touches the work of a writer that lives. Does what it can, silently.
 */
void sweepAtomicWrites(const QString &folder, const QString &name = {});

} // namespace portico
