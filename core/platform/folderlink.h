// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace portico {

/**
 * A folder that is really another one: a symbolic link, and a junction on Windows, which everybody
 * may make there. What a link says: the way from its own folder, so that both can be moved
 * together; on Windows the whole path, for junctions know no other. Pure; paths are absolute.
 */
QString folderLinkText(const QString &target, const QString &link, Os os);

/** The bytes that make an empty folder a junction (REPARSE_DATA_BUFFER of a mount point). Pure. */
QByteArray junctionBytes(const QString &target);

/** Makes it; nothing may be there. Errors: AlreadyExists, PermissionDenied, Unsupported by the file
 *  system, Io. */
Result<> makeFolderLink(const QString &target, const QString &link);

/** Whether that name itself is such a link; never follows it. */
bool isFolderLink(const QString &path);

/** Where it leads, absolute and clean, whether or not something is there; nothing: it is no link.
 */
std::optional<QString> folderLinkTarget(const QString &path);

/** Takes the link away and leaves alone what it leads to. Success if nothing is there. Errors:
 *  Internal for what is no link. */
Result<> removeFolderLink(const QString &path);

} // namespace portico
