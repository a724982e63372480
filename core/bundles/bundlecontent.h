// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/bundles/buildbundle.h"
#include "core/bundles/bundlesource.h"

#include <QMap>

#include <optional>

namespace portico {

/** What a bundle is compared by. */
struct BundleContent
{
    enum class Kind {
        Archive,
        Install, ///< what a bundle of it would hold, without what is written when it is made
        Lock,    ///< of a recipe: no files
    };

    QString name; ///< for people
    Kind kind = Kind::Archive;
    BundleRecord record{};
    QMap<QString, QString> packages{}; ///< all of its Python: normalised name and version
    std::optional<BundledFiles> files{};
};

/** Reads an archive's own list and record, without unpacking it: checkBundle() is what proves them.
 *  Blocking. Errors: those of listArchive(); Unsupported (no bundle.json: made by another program),
 *  HashMismatch (the list is not the one that bundle.json names). */
Result<BundleContent> contentOfArchive(const BundleServices &services, const QString &archive,
                                       const JobContext &job);

/** What a bundle of it would hold: base and layer as they were installed (drift is what tells of
 *  changes to these), the node packs as they are now. Blocking. Errors: those of
 *  findBundleParts(). */
Result<BundleContent> contentOfInstall(const BundleServices &services, const Install &install,
                                       const JobContext &job);

/** The packages that lie in a bundle's site-packages, by the names of their folders. Pure. */
QMap<QString, QString> packagesIn(const BundledFiles &files);

} // namespace portico
