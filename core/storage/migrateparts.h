// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/composeinstall.h"
#include "core/storage/migrateinstall.h"

namespace portico {

// Private to core/storage.

/** One migration at work: from the adopted folder into an install's folder in staging. */
struct Migration
{
    const ComposeServices &services;
    const MigrationPlan &plan;
    QString target; ///< the new install's folder in staging
    const JobContext &job;

    QString generation() const { return target + QStringLiteral("/gen-0001"); }
    QString data() const { return target + QStringLiteral("/data"); }
};

/** Where the parts lie in the new generation, relative to it. */
struct MigratedPlaces
{
    QString comfyFolder{};
    QString pythonFolder{};
    QString python{};
};

/** As in the folder where that has a known layout, else "ComfyUI" and "python". The interpreter of
 *  an environment is known when there is one. Pure. */
MigratedPlaces migratedPlaces(const MigrationPlan &plan);

/** Names in ComfyUI's folder that are no code of it: the person's, and environments. Pure but for
 *  a look at `path`. */
bool isMigratedCode(const QString &comfy, QStringView path);

/** Python with its packages; returns the interpreter, relative to the generation. */
Result<QString> migratePython(const Migration &work);

/** ComfyUI's code, with what it ships in the folders of the person. */
Result<> migrateCode(const Migration &work);

/** Node packs, inputs, user files, the database and the way to the models. */
Result<> migrateData(const Migration &work);

QString migrateStep(); ///< the step under which the parts report

} // namespace portico
