// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/verifyinstall.h"
#include "core/isolation/envoperations.h"
#include "core/nodes/changepacks.h"
#include "core/python/lock.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace portico {

/** What repairing needs; all must outlive the call. `Services::repair()` of the app makes it. */
struct RepairServices : ComposeServices
{
    RepairServices(const NodeServices &forNodes, const EnvOperations &forEnvironments)
        : ComposeServices(forNodes.compose)
        , nodes(forNodes)
        , environments(forEnvironments)
    {
        environments.keeper.reset(); // a repair is remembered once, before it begins
    }

    NodeServices nodes;
    EnvOperations environments;
};

/** What a step does. The names in JSON are stable: repairActName(). */
enum class RepairAct {
    RemoveLeftovers,    ///< of an interrupted pip: moved to the backup
    PutBackBase,        ///< changed and missing files of the base, added ones moved away
    RebuildLayer,       ///< the layer in the store by its lock
    RenewView,          ///< the install's own clone of its layer
    ReinstallTorch,     ///< adopted: the torch family for the accelerator
    ReinstallPackages,  ///< adopted: missing, clashing and doubled packages
    KeepOneProvider,    ///< adopted: of several packages that install one module
    PutBackPack,        ///< files of a node pack that are gone or broken
    MeetPackNeeds,      ///< packages that node packs lack, as a layer
    RepairEnvironments, ///< isolated ones of node packs: built, built anew, or linked again
    PutBackEdits,       ///< what somebody changed by hand in a node pack: by consent only
    ClearPending,       ///< what ComfyUI-Manager would still do at the next start: by consent only
};
QString repairActName(RepairAct act); ///< "put-back-base"

/** One step, as it is shown before anything is changed. */
struct RepairStep
{
    RepairAct act = RepairAct::PutBackBase;
    QString title{};        ///< "Put back 1,214 files of torch, torchvision"
    QString why{};          ///< one translated sentence
    QStringList lines{};    ///< evidence: packages with versions, files; at most 12
    QStringList packages{}; ///< normalised names it is about
    qint64 files = 0;
    qint64 bytes = 0; ///< that are written; 0 where nobody knows before
    QString source{}; ///< where they come from, translated: "the install's own copy"
    QString pack{};   ///< the node pack that it is about; empty: none, or several
    bool needsNetwork = false;
    bool needsConsent = false;       ///< done only when it was agreed to (RepairRequest)
    std::optional<Error> obstacle{}; ///< why it cannot be done now; the others are
};

/** What a repair will do. Nothing to do: no steps. */
struct RepairPlan
{
    InstallId install;
    QString name;
    bool isAdopted = false;
    bool isUnfinished = false; ///< an earlier repair was interrupted; this one goes on with it
    QList<RepairStep> steps{}; ///< in the order they are done
    QStringList remarks{};     ///< translated sentences on what is left alone, and why
    Verdict verdict{};         ///< of the install as it is

    bool isEmpty() const { return steps.isEmpty(); }
    /** Nothing is broken: all that is left is done by consent only. */
    bool onlyOffers() const;
    bool needsNetwork() const;
    qint64 bytes() const;
    QString sentence() const; ///< one translated line for people
};
QJsonObject toJson(const RepairPlan &plan);

/**
 * Looks at everything that can be repaired: base against its manifest, torch family, layer against
 * its lock, view against its layer, node packs against what came and what they need, isolated
 * environments, leftovers, what ComfyUI-Manager has pending; of an adopted folder its verdict.
 * Changes nothing, but clears what killed builds of environments left; safe while ComfyUI runs.
 * Blocking, below a second where nothing is wrong. Errors: NotFound, Corrupt, Cancelled.
 */
Result<RepairPlan> planRepair(const RepairServices &services, const Install &install,
                              const ComputerSource &computer, const JobContext &job);

} // namespace portico
