// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QHash>
#include <QStringList>

namespace portico {

/** "custom_nodes", "models", "input", "output", "user": folders of ComfyUI that hold what is the
 *  person's. */
QStringList personalFolders();

/** `gen-0001.classic`, beside the generation: holds ComfyUI's own folders of these names while
 *  links stand in their places, under the same names. */
QString shippedAside(const Library &library, const InstallId &id, int generation);

/**
 * Makes the folders of the current generation what the install's setting wants. In the classic
 * layout ComfyUI's own folders are links to those of the data folder, for packs that look beside
 * main.py whatever `--base-directory` says; what the bundle shipped there goes aside. Otherwise the
 * links go, and what is aside comes back. Whatever half of it a kill left is finished, either way:
 * each folder is at any time in its place or aside. Nothing of an adopted folder.
 *
 * No file is ever lost or merged: what was in a folder that becomes a link and is not the bundle's
 * (a pack wrote it there) goes aside with it. Returns what should be known of that, in whole
 * sentences. ComfyUI must not run. Blocking; a few small reads where nothing is to be done.
 * Errors: Unsupported (the file system knows no links), PermissionDenied, Io: then that folder is
 * as it was.
 */
Result<QStringList> arrangeFolders(const Library &library, const Install &install,
                                   const JobContext &job);

/** The same at once, unless ComfyUI runs: then the next start does it, and nothing is returned. */
Result<QStringList> arrangeFoldersNow(const Library &library, const Install &install,
                                      const JobContext &job);

/** The same as if the setting were *separate*: before somebody works on a generation's files. */
Result<> setFoldersApart(const Library &library, const Install &install, const JobContext &job);

/** Folders that are links now, as their paths in the generation, and where what the bundle shipped
 *  there lies; empty when it shipped none. Small reads. */
QHash<QString, QString> linkedFolders(const Library &library, const Install &install);

/** The file that the bundle shipped under this path of ComfyUI's folder, wherever it lies now;
 *  empty: what is there is the data folder's. Small reads. */
QString shippedFile(const QString &comfyFolder, const QString &aside, const QString &path);

} // namespace portico
