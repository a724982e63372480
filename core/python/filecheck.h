// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/environment.h"
#include "core/python/sitetree.h"

#include <QSet>

#include <map>

namespace portico {

/** All of one site-packages folder, as far as names tell. Private to core/python. */
struct SiteFiles
{
    QString path;
    std::map<QByteArray, SiteTree> trees; ///< by top-level folder
    QSet<QByteArray> topFiles;            ///< files and links that lie in site-packages itself
    QSet<QByteArray> topLinks;            ///< of those, the links
};

/** Compares what a distribution says to have installed with what is there, and marks it as owned.
 *  `pythonMinor` is -1 where it is not known. Several may run at once. */
DistributionFiles checkFiles(const Distribution &distribution, const SiteFiles &site,
                             int pythonMinor);

/** The first part of a path: "torch" of "torch/version.py", "six.py" of itself. */
QByteArrayView topOf(QByteArrayView path);

/** Compiled code, by its name: .so, .pyd, .dll, .dylib, .so.12. */
bool isLibraryFile(QByteArrayView path);

/** 10 of "_C.cpython-310-x86_64-linux-gnu.so" and "_C.cp310-win_amd64.pyd"; -1 for what names no
 *  version: any may load it. */
int pythonMinorOfModule(QByteArrayView path);

} // namespace portico
