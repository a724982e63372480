// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

namespace portico {

/** What one GPU would mean for the choice. Private to core/hardware. */
struct Candidate
{
    qsizetype gpu = 0;          ///< position in Computer::gpus
    bool isSupported = false;   ///< some build runs on it
    AcceleratorChoice choice{}; ///< for this GPU alone; empty when it is not supported
    QString whyNot{};           ///< one sentence, when it is not supported
};

/** The choice for one GPU, whatever else the computer has. */
Candidate candidateOf(const Computer &computer, qsizetype gpu);

/** Index, bundle names and arguments of an accelerator on that system: what does not depend on the
 *  GPU. */
void addBuild(AcceleratorChoice &choice, const Computer &computer);

} // namespace portico
