// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QList>
#include <QString>

namespace portico {

/** What takes space in a library. */
enum class DiskPart {
    Runtime,      ///< of an install: ComfyUI, Python and torch, with the copies that repairs use
    Earlier,      ///< of an install: generations before, kept for going back
    Packages,     ///< of an install: what its node packs need, as far as no layer shares it
    Environments, ///< of an install: Pythons of their own for node packs
    Data,         ///< of an install: the person's files, node packs, the database
    Undo,         ///< of an install: what changes can be taken back from
    Models,       ///< shared by all installs
    Layers,       ///< of the store, see layerstore.h
    Wheels,       ///< of the store: what layers are built from without a network
    Offline,      ///< of the store: states of installs that a person had kept for offline
    Downloads,    ///< of the store: archives, also unfinished ones
    Tools,        ///< programs that were fetched
    Caches,       ///< what these keep, so that they need not fetch it again
    Snapshots,    ///< recorded states
    Kept,         ///< data of removed installs
    Unfinished,   ///< what is being made or removed at this moment, or was when a computer went off
};
QString diskPartName(DiskPart part); ///< "runtime", ...: stable in JSON
QString diskPartText(DiskPart part); ///< a few translated words

/** One part with its size on disk. */
struct DiskShare
{
    DiskPart part = DiskPart::Runtime;
    QString install{}; ///< name; empty: of the whole library
    QString folder{};  ///< the first, where several make a part
    qint64 bytes = 0;  ///< a file with several names counts where it was met first
};

/** How the space of a library is divided. */
struct DiskUse
{
    QList<DiskShare> shares{};   ///< store first, then install by install; none is empty
    qint64 unusedLayerBytes = 0; ///< of layers and wheels that no install needs: cleanLayers()
    qint64 sharedBytes = 0;      ///< that several parts use and that count once: by second names

    qint64 bytes() const;
    qint64 bytesOf(DiskPart part) const;
    qint64 bytesOf(const QString &install) const;
};

/** The parts that an install has, in the order in which a file with several names is counted. */
QList<DiskPart> installParts();

/** Whether files of such a file system ("btrfs") may share blocks, which no walk can count: then
 *  the library takes less than the sum. Pure. */
bool mayShareBlocks(const QString &fileSystem);

/**
 * Walks the whole library once; an adopted install's own folder lies elsewhere and does not count.
 * Blocking: proportional to the number of files. Errors: Cancelled, Io.
 */
Result<DiskUse> diskUse(const Library &library, const JobContext &job);

} // namespace portico
