// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/obtainarchive.h"

namespace portico {

/** A bundle's files in staging, and what they are. */
struct UnpackedBundle
{
    Generation generation{}; ///< number 1
    QString contents{};      ///< absolute: what holds the bundle's Python and ComfyUI
};

/**
 * Unpacks a bundle that is here into `folder`, in staging, and its manifest beside it
 * (`<folder>.manifest`); looks at what it is and whether its Python runs on this computer. Both may
 * be moved afterwards. Blocking. Errors: DiskFull, Refused (a hostile archive, an unknown layout, a
 * virtual environment), Unsupported (another system or processor), ProcessFailed, Corrupt (the file
 * changed meanwhile), and those of unpackArchive.
 */
Result<UnpackedBundle> unpackBundle(const AddServices &services, const BundleSource &source,
                                    const BundleArchive &archive, const QString &folder,
                                    const JobContext &job);

/** The same of a folder of this computer, which stays as it is: nobody vouches for its files. */
Result<UnpackedBundle> copyBundle(const AddServices &services, const BundleSource &source,
                                  const QString &folder, const JobContext &job);

} // namespace portico
