// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/bundles/comparebundles.h"

#include <QList>
#include <QStringList>

namespace portico {

/** A difference as people read it: porticoctl prints it, the window shows it. */
struct DifferenceText
{
    QString sentence{};                         ///< "From a to b:", or that they hold the same
    QList<std::pair<QString, QString>> facts{}; ///< "torch", "2.9.1+cpu → 2.10.0+cpu"
    QStringList packs{};                        ///< "~ ComfyUI-KJNodes 1.0 → 1.1"
    QStringList packages{};                     ///< "+ timm 1.0.22"
    QStringList counts{}; ///< "+ 12 files added (3 MiB)", or why there are none
    QStringList files{};  ///< "− ComfyUI/old.py"
};

/** "+" is new, "−" is gone, "~" is another. Pure. */
DifferenceText differenceText(const BundleDifference &found);

} // namespace portico
