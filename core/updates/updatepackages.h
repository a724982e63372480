// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"
#include "core/python/environment.h"
#include "core/python/lock.h"

#include <optional>

namespace portico {

// Private to core/updates.

/** Whether there may be another torch where the one that is there would do. */
enum class TorchPlace {
    Stays,
    Anew, ///< from `torchIndex`: of the same versions where it has them
};

/** Into what the packages of an update are put. */
enum class PythonPlace {
    Stays, ///< the Python of now: what is there need not come
    Anew,  ///< another one without packages, which is given the versions of now where it takes them
};

/** What the packages of an update are chosen for. */
struct PackageQuestion
{
    const PythonEnvironment &base; ///< as it is now
    QString python;                ///< its interpreter
    QString comfyFolder;           ///< of the new one: its requirements.txt counts
    QString folder;                ///< for the files that uv is given
    QUrl torchIndex{};             ///< empty: the plain package index
    QString torchExtra{};          ///< as AcceleratorChoice::torchExtra
    TorchPlace torch = TorchPlace::Stays;
    QString torchVersion{}; ///< with TorchPlace::Anew: this one and no other; empty: that of now
    PythonPlace into = PythonPlace::Stays;
    std::optional<QDateTime> newest{};
    bool mayPassOverDates = false; ///< where an index tells none
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
};

/** What is to be there. */
struct ChosenPackages
{
    Lock torchFamily{}; ///< empty: it stays as it is
    Lock others{};      ///< everything else that ComfyUI and torch need, also what is there
    QUrl torchIndex{};
    std::optional<QDateTime> newest{}; ///< what counted in the end
};

/**
 * As few changes as possible: a version that is there stays where everything allows it. The torch
 * family is only replaced where the new ComfyUI refuses what is there, or it is asked for.
 * Blocking. Errors: those of readRequirements and resolveLock.
 */
Result<ChosenPackages> choosePackages(const PackageQuestion &question, const Uv &uv,
                                      const JobContext &job);

/** `chosen` without what `base` has in that version already. Pure. */
Lock missingOf(const Lock &chosen, const PythonEnvironment &base);

/**
 * Puts what is missing into a clone of that Python, or everything into another one, and takes away
 * what `gone` names. Where torch
 * is another one, what it needs is resolved once more, now that its own files tell; `chosen` says
 * so afterwards. Blocking. Errors: those of resolveLock and installPackages.
 */
Result<> installChosen(ChosenPackages &chosen, const PackageQuestion &question,
                       const QStringList &gone, const Uv &uv, const JobContext &job);

} // namespace portico
