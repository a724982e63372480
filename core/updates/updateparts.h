// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/gitaddress.h"
#include "core/installs/composeparts.h"
#include "core/installs/unpackbundle.h"
#include "core/io/filelock.h"
#include "core/io/stagingfolder.h"
#include "core/io/tree.h"
#include "core/net/networkchain.h"
#include "core/updates/updateinstall.h"
#include "core/updates/updatepackages.h"

#include <optional>

namespace portico {

// Private to core/updates.

/** What a prepared update holds. */
struct UpdateParts
{
    UpdateRequest request;
    UpdatePlan plan{};
    FileLock packs; ///< node packs stay as they are
    StagingDir staging;
    GitAddress address;
    NetworkChain network;
    std::optional<Uv> uv{};
    std::optional<ProvidedPython> python{}; ///< another one, in fresh(); empty: that of now stays
    Sha256 pythonDigest{};                  ///< of that one
    std::optional<Generation> bundle{};     ///< unpacked in fresh(); empty: no bundle
    std::optional<BundleArchive> archive{}; ///< it came out of this one
    PythonEnvironment base{};               ///< of the current generation
    std::optional<QDateTime> newest{};
    ChosenPackages packages{};
    QStringList gone{}; ///< packages of `base` that nothing asks for any more

    /** Which torch there is, should it be replaced: of the accelerator that was asked for, or one
     *  for the same. */
    AcceleratorChoice torchBuild() const;
    /** What the new generation is for, where that was asked for or a bundle brings it. */
    std::optional<AcceleratorChoice> acceleratorAfter() const;
    /** For the current Python, a clone of it, or the other one. */
    PackageQuestion question(const QString &interpreter, const QString &comfyFolder) const;

    /** Where the new generation is built. */
    QString folder(int number) const
    {
        return staging.path() + u'/' + generationFolderName(number);
    }
    /** Holds the new ComfyUI, and another Python, until then. */
    QString fresh() const { return staging.path() + QStringLiteral("/fresh"); }
    /** For files that programs are given. */
    QString work() const { return staging.path() + QStringLiteral("/work"); }
};

/** A generation that is whole, in staging. */
struct BuiltGeneration
{
    Generation generation{};
    CloneSummary python{};
};

/** Fetches and unpacks the bundle, and says in the plan what it changes. Errors: those of
 *  prepareUpdate(). */
Result<> fetchBundle(const NodeServices &services, UpdateParts &parts, const JobContext &job);

/** In staging, started once. Errors: those of cloneTree, installPackages, testStart. */
Result<BuiltGeneration> buildGeneration(const NodeServices &services, UpdateParts &parts,
                                        int number, const JobContext &job);

/** Starts `future`, whose current generation is the new one with its layer, and has it work off the
 *  install's test workflows; nothing to do without any. Errors: see carryOut(). */
Result<> passTestWorkflows(const NodeServices &services, const UpdateParts &parts,
                           const Install &future, const JobContext &job);

/** Gives it its place, its layer, and makes it the current one. On an error nothing of it is left.
 */
Result<UpdateOutcome> commitGeneration(const NodeServices &services, UpdateParts &parts,
                                       const BuiltGeneration &built, const JobContext &job);

/** What the switch to another accelerator means for choices that an install keeps for all its
 *  generations. Pure. */
void followAccelerator(InstallSettings &settings, const Generation &before,
                       const AcceleratorChoice &choice);

QString cloneStep();
QString packLayerStep();

} // namespace portico
