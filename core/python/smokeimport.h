// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/python/distribution.h"

#include <QList>
#include <QStringList>

namespace portico {

class ProcessRunner;

/** A module to import and whose it is. */
struct SmokeModule
{
    QString module;
    QString package;
    bool isMain = true; ///< the package is of no use without it
};

/** The modules that a distribution brings, by its recorded files: its main one first, at most
 *  five; no tests, examples or private ones. Pure. */
QList<SmokeModule> modulesOf(const Distribution &distribution);

/** What an import that failed means for the layer. */
enum class ImportMeaning {
    Broken, ///< versions or ABIs do not go together
    Remark, ///< it needs more than its metadata says, or a library of the system or a GPU that is
            ///< not here, or a second module does not load
};
/** `kind`: the exception's name. Pure. */
ImportMeaning meaningOfFailure(const QString &kind, const QString &message);

/** What is imported, where. */
struct SmokeImport
{
    QString python; ///< of the base
    QString site;   ///< of the layer
    QString home;   ///< an empty folder: what packages write when they are first imported
    QList<SmokeModule> modules;
    QString step;
};

/**
 * Imports the modules in one process of the base's Python with the layer behind the base. Returns
 * remarks, whole translated sentences. Blocking. Errors: ProcessFailed naming the package and why.
 */
Result<QStringList> smokeImport(const SmokeImport &smoke, const ProcessRunner &processes,
                                const JobContext &job);

} // namespace portico
