// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace portico {

/**
 * The one file that a base gets: its single import line calls site.addsitedir() on the folder that
 * the variable PORTICO_LAYER names, if it is set. The folder is appended to sys.path, so the base
 * always wins. Child interpreters inherit it, isolated ones (`-I`, a `._pth` with `import site`)
 * obey it too.
 */
QString layerPathFile(); ///< "portico-layer.pth"
QByteArray layerPathLine();
/** "PORTICO_LAYER". */
QString layerVariable();

/** Whether that file stands in a site-packages folder with exactly that line. */
bool hasLayerPath(const QString &sitePackages);

/**
 * Writes it; success where it stands already. Errors: Unsupported where the interpreter beside a
 * `._pth` file does not read `.pth` files (no `import site`), NotFound, Io, ...
 */
Result<> writeLayerPath(const QString &sitePackages, const QString &python);

/** Whether the interpreter reads `.pth` files: false beside a `._pth` without `import site`. */
bool readsPathFiles(const QString &python);

} // namespace portico
