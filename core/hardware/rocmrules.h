// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QString>
#include <QUrl>
#include <QVersionNumber>

namespace portico {

/** Where torch for an AMD GPU comes from. Pure. Private to core/hardware. */
struct RocmBuild
{
    enum class Source {
        None,    ///< no build has kernels for this GPU
        PyTorch, ///< PyTorch's own index (Linux)
        Amd,     ///< AMD's index, with an extra for the GPU
    };

    Source source = Source::None;
    QVersionNumber version{};
    QString extra{};             ///< "device-gfx1100"; AMD's index only
    bool hasReadyBundle = false; ///< the ready Windows builds contain this GPU
};

/** AMD's index of torch builds, for both systems. */
QUrl amdTorchIndex();

RocmBuild rocmBuildFor(const QString &gfx, Os os);

} // namespace portico
