// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/installs/install.h"

#include <QStringList>

namespace portico {

/** Which part of Portico does what a fix promises. */
enum class FixPart {
    Nobody,     ///< there is none: FixKind::None alone
    Settings,   ///< carryOutFix()
    Repair,     ///< the install's packages
    Packs,      ///< a change of node packs, by a plan
    PackSearch, ///< the registry, for the pack that has a node type
    Start,      ///< another way to start
    GuiltySearch,
    Builds, ///< another build of ComfyUI and torch
    Disk,   ///< what takes how much space
    Place,  ///< a file, folder or page to open
};
FixPart fixPart(FixKind kind);

/** Whether a command is only asked what it would do. */
enum class FixConsent { Ask, Given };

/** The words after "porticoctl" that do this fix, with `--yes` where that is agreed to; none where
 *  no command does it. */
QStringList fixWords(const Install &install, const Fix &fix, FixConsent consent);

} // namespace portico
