// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/hardware/chooseaccelerator.h"
#include "core/hardware/computer.h"

#include <QPair>

namespace portico::app {

/** A word and what it is: "Driver", "580.95.05". */
using Fact = QPair<QString, QString>;

/** What is known of a GPU beyond its name; what no source told is left out. */
QList<Fact> gpuFacts(const Gpu &gpu);
/** System, processor, memory, disk of the library. */
QList<Fact> computerFacts(const Computer &computer);
/** All of it as plain text, for a report; no path and no name of a person is in it. */
QString computerReport(const Computer &computer, const AcceleratorChoice &choice);

/** "NVIDIA GeForce RTX 4090 (GPU 0)" for choosing among several. */
QString gpuChoiceText(const Gpu &gpu);

} // namespace portico::app
