// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QString>

namespace portico {

/** What a runtime's files tell without running it. Everything that is not found stays empty. */
struct RuntimeFacts
{
    QString comfyVersion;  ///< "0.33.0"
    QString comfyCommit;   ///< 40 hex digits of the checkout
    QString pythonVersion; ///< "3.12.10", or "3.12" where the tree tells no more
    QString torchVersion;  ///< "2.10.0+cu130"
    QString accelerator;   ///< "cuda 13.0", "rocm 7.2", "xpu", "mps", "cpu"
    QString sitePackages;  ///< absolute
};

/** Absolute folders and paths. A handful of small reads; returns at once. */
RuntimeFacts readRuntimeFacts(const QString &comfyFolder, const QString &python, Os os);

/** Where several Pythons left folders, that of the interpreter's own version ("3.12.10"). One look
 *  at the disk. */
QString ownSitePackages(const QString &sitePackages, const QString &version);

/** "cu130" in "2.10.0+cu130" gives "cuda 13.0"; no label means mps on macOS, cuda or cpu unknown:
 *  empty. */
QString acceleratorOfTorch(const QString &torchVersion, Os os);

/** Enabled node packs of a custom_nodes folder: folders and .py files ComfyUI would load. */
int countNodePacks(const QString &customNodes);

} // namespace portico
