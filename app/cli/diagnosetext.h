// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/terminal.h"
#include "core/diagnosis/laststart.h"
#include "core/installs/install.h"

namespace portico::cli {

/** Prints what was found, numbered from 1 on, each with the command that helps. */
void printDiagnoses(Terminal &terminal, const Install &install, const QList<Diagnosis> &diagnoses);

/** The same for programs: the facts of the start, its diagnoses and its packs. */
QJsonObject lastStartJson(const Install &install, const LastStart &start);

} // namespace portico::cli
