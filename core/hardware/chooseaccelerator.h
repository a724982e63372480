// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/accelerator.h"

#include <QMap>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace portico {

struct Computer;

/** Whether the chosen build will run on the computer as it is now. */
enum class Readiness {
    Ready,       ///< install it and start
    UpdateFirst, ///< the driver is too old for any build: the first of `changes` says what to do
    CannotRun,   ///< no current ComfyUI runs here, whatever is done (an Intel Mac)
};

/** Which build suits a computer, and why: everything a page or a composition needs to know. */
struct AcceleratorChoice
{
    Accelerator accelerator{};
    Readiness readiness = Readiness::Ready;

    /** For torch by itself: `torchTag` is the last part of PyTorch's index ("cu130", "rocm7.2",
     *  "xpu", "cpu"), empty where torch comes from the plain package index (mps) or from
     *  `torchIndex`. `torchIndex` is the whole address: PyTorch's own with the tag, or AMD's for
     *  Windows; empty for the plain package index. `torchExtra` goes behind the package's name
     *  ("device-gfx1100": `torch[device-gfx1100]`); mostly empty. */
    QString torchTag{};
    QUrl torchIndex{};
    QString torchExtra{};

    /** Names of ready bundles, empty where none is made for this computer: the official portable's
     *  file ("ComfyUI_windows_portable_nvidia.7z") and the variant of the standalone environments
     *  ("win-nvidia"). */
    QString officialPortable{};
    QString standaloneVariant{};

    /** What ComfyUI is started with for this choice: arguments ("--cpu"), variables
     *  ("HSA_OVERRIDE_GFX_VERSION"). */
    QStringList arguments{};
    QMap<QString, QString> environment{};
    /** The GPU to pick for the install ("1") where another of the same vendor that the build does
     *  not run stands before it; mostly empty: all. */
    QString gpuPick{};

    /** Position in Computer::gpus of the GPU that decided; nothing where none does. */
    std::optional<qsizetype> gpu{};

    QStringList reasons{}; ///< whole translated sentences, the most important first
    QStringList changes{}; ///< what would change it: whole translated sentences; may be empty
};

/**
 * The best build for the computer. Pure; the rules and their sources are the tables of
 * cudarules.h, rocmrules.h and the test's rows. Never empty-handed: where nothing else runs, cpu.
 */
AcceleratorChoice chooseAccelerator(const Computer &computer);

/**
 * The same for an accelerator that a person chose by hand: index, bundle names and arguments of
 * that one, with a warning among the reasons where the computer does not suit it.
 */
AcceleratorChoice choiceByHand(const Computer &computer, const Accelerator &accelerator);

} // namespace portico
