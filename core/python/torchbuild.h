// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/hardware/accelerator.h"

#include <QByteArray>

namespace portico {

/** For what one package of the torch family was built, and who says so. */
struct TorchBuild
{
    QString package{};                        ///< "torch", "torchvision", "torchaudio"
    QString fileVersion{};                    ///< of version.py: "2.9.1+cu130"; empty without one
    QString recordVersion{};                  ///< of METADATA: "2.9.1"; empty without one
    std::optional<Accelerator> accelerator{}; ///< nothing where nobody tells
    QString evidence{};                       ///< the file and line that decided
};

/**
 * Out of the text of version.py as torch's and torchvision's builds write it, then the label of
 * METADATA, then which library lies there. PyPI's torch has no label: CUDA on Linux x64, CPU on
 * Windows, MPS on macOS. Rule C.6.3 of the seed systems' specification. Pure.
 */
struct TorchFiles
{
    QString package{};
    QByteArray versionFile{};
    QString recordVersion{};
    bool hasCudaLibrary = false;
    bool hasHipLibrary = false;
};
TorchBuild torchBuildOf(const TorchFiles &files, Os os);

} // namespace portico
