// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/io/stagingfolder.h"
#include "core/nodes/changepacks.h"
#include "core/nodes/obtainpack.h"
#include "core/nodes/packrecords.h"
#include "core/nodes/packtransaction.h"

#include <optional>

namespace portico {

/** What a prepared change holds. Private to core/nodes. */
struct ChangeParts
{
    Install install;
    PackChange change;
    ChangePlan plan{};
    PackRecords records{};
    std::optional<StagingDir> staging{};
    QList<ObtainedPack> obtained{}; ///< of the steps that fetch, by their pack's name
    QList<KeptPack> taken{};        ///< of Restore
    int generationNow = 0;          ///< `install` may stand for another that is to be
    QStringList unbuilt{};          ///< extras whose build failed: the plan does without them
    QStringList unbuiltWhy{};       ///< whole sentences

    const ObtainedPack *obtainedFor(const QString &pack) const;
    const KeptPack *takenFor(const QString &pack) const;
};

/** Plans the packages into `parts.plan`. */
Result<> planPackages(const NodeServices &services, ChangeParts &parts, const JobContext &job);

/** Plans the layer that PackChange::state names, as it is; no: it was made for another base, and
 * must be planned anew with the versions of its lock, which are pinned then. */
Result<bool> takeRecordedLayer(const NodeServices &services, ChangeParts &parts,
                               const JobContext &job);
/** Says what of a layer that was planned anew is not what was recorded. */
void tellOtherLayer(ChangeParts &parts);
/** Makes `parts.install` stand for the recorded generation. Errors: NotFound where it, or its
 * files, are not there. */
Result<> planGeneration(const Library &library, ChangeParts &parts);
/** Whether the recorded settings are others than now. Errors: those of withSettings(). */
Result<> planSettings(ChangeParts &parts);

/** What was left out by choice before and still is: a pack that is changed is looked at anew, and
 *  what is taken back is no choice any more. */
QStringList choicesKept(const ChangeParts &parts);
/** With those that are made now. */
QStringList withoutNeedsAfter(const ChangeParts &parts);
/** Errors: NotFound for what is taken back and was no choice. */
Result<> checkTakenBack(const ChangeParts &parts);

/** The install's extras where the change is carried out, if they are others than now. Errors: those
 *  of readExtras(). */
Result<std::optional<ExtrasChange>> extrasChange(const Library &library, const ChangeParts &parts);

/** What scripts of this step's pack have added, now or before: counted in the plan. */
QStringList scriptNeedsOf(const ChangeParts &parts, const PackStep &step);

/** The layer that the plan names, built and held; its id may be another than the plan's. */
struct BuiltLayer
{
    QString id{};
    std::shared_ptr<FileLock> lease{};
    QStringList remarks{};
};
Result<BuiltLayer> buildPlannedLayer(const NodeServices &services, ChangeParts &parts,
                                     const ChangeConsent &consent, const JobContext &job);

/** Errors: Busy naming who changes packs or that it runs, Unsupported for an adopted install,
 *  ReadOnly. Nothing is held afterwards. */
Result<> checkMayChange(const Library &library, const Install &install, PackAct act);
Error isRunningError(const QString &name);
/** Refused, naming the first of what is not met. */
Error incompleteError(const LayerPlan &plan);

} // namespace portico
