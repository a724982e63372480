// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

/** What a bundle may do without. */
enum class StripPart {
    Tests,           ///< of Python, its packages and ComfyUI; those that other code imports stay
    Headers,         ///< of C and C++: torch.compile and building packages need them
    StaticLibraries, ///< the same
    Caches,          ///< of tools; bytecode is in no bundle
};

QString stripPartName(StripPart part); ///< "tests", "headers", "static-libraries", "caches"
std::optional<StripPart> stripPartFromName(QStringView name);

/** What stripping took out. */
struct StripSummary
{
    qint64 files = 0;
    qint64 bytes = 0;
    QStringList kept{}; ///< folders with tests that other code imports: "numpy/_core/tests"
};

/**
 * Takes parts out of a bundle's tree: `top` with `python` and `ComfyUI`; `sitePackages` is relative
 * to `python`. Node packs stay as their authors made them. A folder with tests stays whole where a
 * file outside of such folders imports something of it. Blocking.
 */
Result<StripSummary> stripBundle(const QString &top, const QString &sitePackages,
                                 const QList<StripPart> &parts, const JobContext &job);

/** Whether one of the parts is this file (never of Tests). A path in the bundle. Pure. */
bool isStrippedFile(QStringView path, const QList<StripPart> &parts);

/** What a module imports, as dotted names: `from .a import b` in the package "p" gives "p.a" and
 *  "p.a.b". `package` is that of the module. Pure. */
QStringList importedNames(QByteArrayView code, const QString &package);

} // namespace portico
