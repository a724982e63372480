// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/snapshots/comparesnapshots.h"

namespace portico {

/**
 * A snapshot for another computer, as one file of text: which packs, packages and settings, not
 * their files. What is only of this computer stays here: its port, folders and GPUs, and values of
 * variables and arguments whose names speak of secrets.
 */
SnapshotContent portableContent(const SnapshotContent &content);

/** The bytes of such a file: the snapshot with portableContent(). Pure. */
QByteArray exportBytes(const Snapshot &snapshot);

/** Whose file it is. */
enum class SnapshotFormat {
    Portico,
    Manager, ///< ComfyUI-Manager
    Desktop, ///< Comfy Desktop's exported ones
};

struct ImportedSnapshot
{
    SnapshotFormat format = SnapshotFormat::Portico;
    Snapshot snapshot{};
    QList<SnapshotPart> parts{}; ///< that it speaks of; empty: all
    QStringList remarks{};       ///< what it says that cannot be taken over: whole sentences
};

/**
 * Reads a file of any of these, for an install: what the file does not say is as the install has it
 * (`now`). One small read. Errors: NotFound, InvalidInput or Corrupt naming the file; Unsupported.
 */
Result<ImportedSnapshot> importSnapshot(const QString &file, const SnapshotContent &now);

/** What the Manager would have written. What it cannot say becomes remarks. Pure. */
QByteArray managerBytes(const SnapshotContent &content, QStringList &remarks);

} // namespace portico
