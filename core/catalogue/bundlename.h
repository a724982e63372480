// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/hardware/accelerator.h"

#include <QDate>
#include <QString>

#include <optional>

namespace portico {

/** What the name of a bundle's file tells, where it follows the pattern of a known publisher. */
struct BundleName
{
    enum class Pattern { Official, Anymatix, Standalone };

    Pattern pattern = Pattern::Official;
    Os os = Os::Linux;
    Architecture architecture = Architecture::X64;
    QString variant{}; ///< "nvidia_cu126"; "windows-x64"; "linux-nvidia"
    QString version{}; ///< of the bundle: "1.2.0", "v0.20.0-env1"; empty for the official ones
    std::optional<Accelerator> accelerator{};
    int volume = 0; ///< 1, 2, ... for "x.7z.001", "x.7z.002"; 0 for a whole archive
};

/**
 * Reads a file name. `released`, if known, tells which CUDA the official portable without a number
 * has. Nothing for a name of no known pattern, or for a processor that Portico does not know. Pure.
 */
std::optional<BundleName> bundleNameFrom(const QString &fileName, const QDate &released = {});

/** System, processor and accelerator of a standalone variant such as "win-nvidia". */
std::optional<BundleName> standaloneVariant(const QString &variant);

/** The accelerator that torch's local label names: "2.10.0+cu130". Nothing without a label. */
std::optional<Accelerator> acceleratorOfLabel(const QString &torchVersion);

} // namespace portico
