// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/archive/archivewriter.h"
#include "core/base/os.h"
#include "core/base/result.h"

#include <QString>

namespace portico {

/** "anymatix-portable-comfyui": what bundles are called where nobody says otherwise. */
QString defaultBundlePrefix();

/** What tells one bundle from another. */
struct BundleFileName
{
    QString prefix = defaultBundlePrefix();
    QString version; ///< "1.2.0", without "v"
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
};

/**
 * "anymatix-portable-comfyui-darwin-arm64-v1.2.0.zip": the names of the releases that are out
 * there, whose macOS is "darwin". Pure.
 */
QString bundleFileName(const BundleFileName &name, PackFormat format);

/** ".zip", ".tar.zst", ... */
QString packSuffix(PackFormat format);
/** "zip", "tar.zst": what a person types. */
std::optional<PackFormat> packFormatFromName(QStringView name);

/** InvalidInput where it could not be part of a file's name on every system, naming the character.
 *  `what`: "The version", for the sentence. Pure. */
Result<> checkBundleWord(const QString &what, const QString &word);

} // namespace portico
