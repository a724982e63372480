// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/composeinstall.h"
#include "core/installs/install.h"

#include <QStringList>

#include <optional>

namespace portico {

/** How the new install comes to a Python of its own. */
enum class MigratedPython {
    Whole,    ///< the folder's Python can travel: it is taken over with its packages
    Packages, ///< a virtual environment cannot: a Python of that version, and its packages
};

/** What migrating an adopted folder would do. */
struct MigrationPlan
{
    Install install{}; ///< the adopted one, which stays as it is
    QString comfy{};   ///< its ComfyUI, absolute
    MigratedPython way = MigratedPython::Whole;
    QString pythonFolder{};  ///< what is taken over: a whole Python or the environment, absolute
    QString python{};        ///< its interpreter, absolute
    QString pythonVersion{}; ///< "3.12.10"
    QString basePython{};    ///< of an environment: the folder of the Python behind it
    QString packages{};      ///< of an environment: its site-packages
    qint64 files = 0;        ///< of Python, ComfyUI, node packs, inputs and user files
    qint64 bytes = 0;
    QStringList modelFolders{}; ///< stay where they are and become model folders, absolute
    QStringList linkedModels{}; ///< names below them that no such file can name: by links
    QString modelMap{};         ///< its extra_model_paths.yaml; empty: it has none
    QStringList remarks{};      ///< whole sentences: what is not as in the folder
};

struct MigrateRequest
{
    InstallId id{};
    QString name{};                ///< empty: "<name> in the library"
    std::optional<quint16> port{}; ///< empty: the next that no install uses
};

/**
 * Looks at an adopted folder (an unpacked portable, a checkout with its environment, a package of
 * Stability Matrix, an install of Comfy Desktop) and says what an install of its own in the library
 * would take over. Changes nothing. Blocking. Errors: NotFound, Unsupported (it is no adopted
 * folder), Refused (an environment that borrows packages of the system), ProcessFailed.
 */
Result<MigrationPlan> planMigration(const ComposeServices &services, const InstallId &id,
                                    const JobContext &job);

/**
 * Makes a second install of it, with a generation of its own: ComfyUI and node packs copied (by
 * reflink where that works), Python and packages by reflink or second names, as duplicateInstall();
 * a Python that cannot travel is copied from the one behind the environment, or had as composing
 * has one, in the same version. It is started once as a test. Models stay where they are and are
 * found there: by model folders, by the folder's own extra_model_paths.yaml, by links for folders
 * of node packs.
 *
 * Nothing is changed in the old folder and the adopted install stays: removing the new one undoes
 * it. It is there by one rename, or not at all. Blocking. Errors: those of planMigration(),
 * providePython() and testStart(); Busy (it runs), DiskFull, Cancelled, ...
 */
Result<Install> migrateInstall(const ComposeServices &services, const MigrateRequest &request,
                               const JobContext &job);

/** The step names that it announces. */
QStringList migrationSteps();

/** What the plan says, in whole sentences, for the person. */
QStringList migrationSentences(const MigrationPlan &plan);

} // namespace portico
