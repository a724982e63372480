// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/os.h"
#include "core/base/result.h"
#include "core/bundles/bundlerecord.h"
#include "core/nodes/nodepack.h"

namespace portico {

class Library;
struct Generation;
struct Install;

/** Where the parts of a bundle lie in an install. Folders are absolute. */
struct BundleParts
{
    QString pythonFolder;
    QString python;       ///< the interpreter, relative to it: "bin/python3"
    QString sitePackages; ///< relative to it: "lib/python3.12/site-packages"
    QString comfyFolder;
    QString runtime;         ///< the generation's folder
    QString manifest;        ///< of the generation; paths in it are relative to `runtime`
    QString layer;           ///< its folder in the store; empty: none
    QList<NodePack> packs{}; ///< the enabled ones

    /** What holds Python and ComfyUI: an added bundle's own files are there. */
    QString contents() const;
};

/**
 * Finds them. Blocking; small reads. Errors: Unsupported (somebody's own folder; a Python that
 * needs another one of this computer), NotFound (no interpreter, no packages, no layer).
 */
Result<BundleParts> findBundleParts(const Library &library, const Install &install, Os os,
                                    const JobContext &job);

/** What bundle.json says of it, without name, version and list. Blocking; small reads. */
Result<BundleRecord> describeSource(const BundleParts &source, const Generation &generation,
                                    const Library &library, const Install &install,
                                    const JobContext &job);

/**
 * Makes the bundle's tree in `top`, which exists and is empty: `python` with the layer's packages
 * among its own, `ComfyUI` with the packs. Without bytecode and repositories' histories; nothing of
 * the person (models, pictures, settings) is in it. By links where that works: nobody may write
 * into these files. Blocking.
 */
Result<> placeBundle(const BundleParts &source, const QString &top, const JobContext &job);

/** A file of a bundle. */
struct BundledFile
{
    Sha256 sha256{};
    qint64 size = 0;

    friend bool operator==(const BundledFile &, const BundledFile &) = default;
};
using BundledFiles = QMap<QString, BundledFile>; ///< by paths below the bundle's top

/** What base and layer should be, by paths in the bundle: the generation's own manifest and the
 *  layer's. Errors: Corrupt, NotFound. */
Result<BundledFiles> promisedContent(const BundleParts &source);
/** The same, without sizes. */
Result<FileHashes> promisedFiles(const BundleParts &source);
/** What the enabled packs are now: placeBundle()'s choice of their files, hashed. Blocking. */
Result<BundledFiles> packContent(const BundleParts &source, const JobContext &job);

/** The name of placeBundle()'s step. */
QString placeStep();

} // namespace portico
