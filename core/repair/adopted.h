// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/environment.h"
#include "core/repair/exchange.h"
#include "core/repair/repairparts.h"

namespace portico {

// Repair of somebody's own folder; private to core/repair.

/** Where the packages of an adopted install lie. */
struct AdoptedPlace
{
    QString root;    ///< prefix of the Python: what may be changed lies below it
    QString site;    ///< its site-packages
    QString scripts; ///< where programs of packages lie
    QString python;
    QString programFolder; ///< ComfyUI's
    PythonEnvironment environment;
};

/** Errors: Unsupported when the Python is not the folder's own; those of readEnvironment(). */
Result<AdoptedPlace> adoptedPlace(const RepairServices &services, const Install &install,
                                  const JobContext &job);

/** Files of distributions of that name, relative to the root; of the torch family also what nobody
 *  else has recorded below its folders. */
QStringList filesOfPackage(const AdoptedPlace &place, const QString &package);

/** Files below entries of site-packages, relative to the root. */
QStringList filesBelow(const AdoptedPlace &place, const QStringList &entries);

/** Packages that are ready to come in. */
struct StagedPackages
{
    Lock lock;
    QList<ComingFile> coming; ///< paths relative to the root
};

/** The torch family of the install's accelerator in the version that is there, else one that goes
 *  with what is there. Resolved, fetched and unpacked into `folder`. Blocking. */
Result<StagedPackages> stageTorch(const RepairWork &work, const AdoptedPlace &place,
                                  const QString &folder);
/** The same for other packages; torch stays what it is. */
Result<StagedPackages> stagePackages(const RepairWork &work, const AdoptedPlace &place,
                                     const QStringList &packages, const QString &folder);

/** Moves it all into the backup of this repair. */
Result<> throughBackup(const RepairWork &work, const AdoptedPlace &place, const Exchange &exchange);

/** Packages that install the same module: all but one go. */
void planProviders(const AdoptedPlace &place, RepairPlan &plan);

/** Version of torch and its relatives before an interrupted pip set them aside, too. */
QString versionOf(const AdoptedPlace &place, const QString &package);

} // namespace portico
