// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/accelerator.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

namespace portico {

struct PythonEnvironment;

/** What can be wrong with an environment. The names in JSON are stable: findingName(). */
enum class FindingKind {
    TorchMissing,      ///< no torch at all
    CpuTorch,          ///< a CPU build where a GPU is wanted
    OtherAccelerator,  ///< torch was built for another accelerator than the install
    ReplacedTorch,     ///< another version than the install was made with
    MixedBuilds,       ///< torch, torchvision, torchaudio of different builds
    OrphanFiles,       ///< files of another torch that nobody recorded
    AlteredFiles,      ///< libraries of another size than recorded
    DuplicateMetadata, ///< two versions of one package say to be installed
    HalfRemoved,       ///< what an interrupted pip leaves: "~orch", recorded files that are gone
    ShadowedModule,    ///< a folder that hides a package
    WrongAbi,          ///< compiled for another Python, system or processor
    MissingNeed,       ///< a package needs one that is not there
    ClashingNeed,      ///< a package needs another version of one that is there
    TwoProviders,      ///< two packages that install the same module
};
QString findingName(FindingKind kind); ///< "cpu-torch"

/** How much it means. */
enum class Weight {
    Breaks, ///< the environment is contaminated
    Remark, ///< works, but worth knowing: never changes the exit code
};

/** What would put it right. Repair knows how; each is one button. */
enum class RepairKind {
    None,
    ReinstallTorch,   ///< the torch family for the accelerator, from archive, store or index
    ReinstallPackage, ///< the named packages at the version that fits
    RemoveLeftovers,  ///< the named files and folders
    InstallPackage,   ///< the named packages, which are missing
    RemovePackage,    ///< the named packages, of which one is enough
};
QString repairName(RepairKind kind); ///< "reinstall-torch"

/** One thing that was found. */
struct Finding
{
    FindingKind kind = FindingKind::TorchMissing;
    Weight weight = Weight::Breaks;
    QStringList packages{}; ///< normalised names, the first is the one it is about
    QString title{};        ///< one short translated sentence, for a line: what it is
    QString message{};      ///< one translated sentence: what it means
    QString nextStep{};     ///< one translated sentence: what repairs it
    QStringList evidence{}; ///< files and versions, not translated; at most 8
    RepairKind repair = RepairKind::None;
};

/** What the files of an environment mean. */
struct Verdict
{
    QList<Finding> findings{}; ///< the gravest first
    QString torchVersion{};    ///< "2.9.1+cu130"; empty without torch
    std::optional<Accelerator> torchAccelerator{};
    qsizetype distributions = 0;
    qsizetype files = 0;

    bool isClean() const; ///< nothing of Weight::Breaks
    qsizetype count(Weight weight) const;
    /** One translated line for people: "Clean: …" or the gravest finding. */
    QString sentence() const;
};
QJsonObject toJson(const Verdict &verdict);

/** What the environment is for. */
struct VerdictRequest
{
    /** What the install is made for: chosen by the person, or recorded at its installation.
     *  Nothing: not known, then the computer's counts. */
    std::optional<Accelerator> wanted{};
    /** What its build was made for: torch of that kind was changed by nobody, whatever the person
     *  chose to compute on since. */
    std::optional<Accelerator> built{};
    /** The version of torch that it was made with; empty: not known, or its owner's to change. */
    QString builtTorch{};
    /** What this computer's GPU is best used with; nothing where it was not looked at. */
    std::optional<Accelerator> ofComputer{};
    QString gpuName{};          ///< "NVIDIA GeForce RTX 4090": for the sentence
    QStringList programNeeds{}; ///< requirements of the program itself, as written
    QString programName{};      ///< "ComfyUI"
};

/**
 * The contamination verdict. Rules C.4 and C.6 of the seed systems' specification; unmet
 * requirements as `pip check` tells them, but for those on the torch family by packages outside it,
 * which are remarks (C.4.4). Pure.
 */
Verdict judge(const PythonEnvironment &environment, const VerdictRequest &request);

/** Whether the computer's GPUs would change the verdict: torch is a CPU build and nothing says what
 *  is wanted. Looking at them takes time, so ask first. Pure. */
bool needsComputer(const PythonEnvironment &environment, const VerdictRequest &request);

} // namespace portico
