// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/diagnosis/diagnosis.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

namespace portico {

/** Whether a fix is nothing but a change of the install's settings. */
bool isSettingsFix(FixKind kind);

/**
 * Carries out a settings fix on a value; saving it is the caller's. NextFreePort looks at ports, so
 * it may block for a second. Errors: Busy when no port is free; NotFound when the argument to take
 * away is not among the person's own; Internal for another kind of fix.
 */
Result<> applyFix(Install &install, const Fix &fix);

/** Whether carryOutFix() does it: settings, a folder to create, what a killed session left. */
bool canCarryOut(FixKind kind);

/**
 * Does it for good: settings are saved and count from the next start on. Blocks for up to two
 * seconds. Errors: those of applyFix() and updateInstall(); Unsupported for an argument that this
 * version of ComfyUI does not know.
 */
Result<> carryOutFix(const Library &library, const InstallId &id, const Fix &fix);

/** The command that does this fix: "porticoctl nodes disable studio Impact-Pack"; empty where there
 *  is none (a page to open is an address). */
QString fixCommand(const Install &install, const Fix &fix);

/** What its button says: "Disable Impact-Pack". Empty for FixKind::None. */
QString fixLabel(const Fix &fix);

} // namespace portico
