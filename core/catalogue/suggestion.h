// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/catalogue/catalogueservices.h"
#include "core/catalogue/recommend.h"
#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

#include <memory>

namespace portico {

class HardwareProbe;

/** The catalogue seen from this computer. */
struct Suggestion
{
    CatalogueAnswer catalogue{};
    Computer computer{};
    AcceleratorChoice choice{};
    QString trackVersion{}; ///< of ComfyUI; empty where the list of versions could not be had
    Recommendation recommendation{};
};

/** Asks the catalogue and recommends for that computer. Blocking. Error: Cancelled. */
Result<Suggestion> suggestFor(const Computer &computer, const CatalogueServices &services,
                              Asking asking, Track track, const JobContext &job);

/** The same, and detects the computer meanwhile. */
Result<Suggestion> suggest(const CatalogueServices &services,
                           const std::shared_ptr<const HardwareProbe> &probe, Asking asking,
                           Track track, const JobContext &job);

} // namespace portico
