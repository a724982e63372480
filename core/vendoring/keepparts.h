// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/stagingfolder.h"
#include "core/vendoring/keepoffline.h"

namespace portico {

/** What the parts of keeping one state share. Private to core/vendoring. */
struct KeepWork
{
    const RestoreServices &services;
    const Install &install; ///< with the generation of the state as its current one
    VendoredState &state;   ///< what is kept is added to it, and what is lacking
    const QString &staging; ///< a folder of staging
    const JobContext &job;

    const Library &library() const { return services.nodes.compose.library; }
    void add(VendoredFile file, VendoredKind kind, const QString &name) const;
    void lack(VendoredKind kind, const QString &name, const Error &why) const;
    /** Success where it is one that only this part lacks, and notes it; else the error. */
    Result<> lackUnlessFatal(VendoredKind kind, const QString &name, const Error &why) const;
};

/** A tree packed into the store, or found there. */
struct ArchiveWish
{
    QString folder; ///< whose content is packed
    QString name;   ///< of the archive, without its ending
    QByteArray madeOf;
};
Result<VendoredFile> keepArchive(const KeepWork &work, const ArchiveWish &wish);

// Each adds to the state. Blocking. Errors: what lets nothing be kept: Cancelled, DiskFull, Io, ...
Result<> keepRuntime(const KeepWork &work);
Result<> keepPacks(const KeepWork &work, bool isPresent);
Result<> keepLayer(const KeepWork &work);
Result<> keepEnvironments(const KeepWork &work);

} // namespace portico
