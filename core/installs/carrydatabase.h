// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QJsonObject>

namespace portico {

/**
 * Each generation has a database of its own (Library::databaseFile): a newer ComfyUI migrates it,
 * and no older one reads it then.
 */

/** It never had one, and the current generation, which is older, has. */
bool needsDatabase(const Library &library, const Install &install, int number);

/** Copies the current generation's to it, in one rename. ComfyUI must not run. */
Result<> carryDatabase(const Library &library, const Install &install, int number,
                       const JobContext &job);

/** Removes a generation's database, which nobody has used. */
Result<> dropDatabase(const Library &library, const InstallId &id, int number,
                      const JobContext &job);

/** The name of its operation in the journal: a copy is only worth something with its switch. */
QString databaseOperation();

/** What its entry holds. */
QJsonObject databaseInputs(const InstallId &id, int number);

/** After a kill: a copy without its switch goes, so that the next switch takes the database as it
 *  is then. Returns whether one went. Repeatable. */
Result<bool> recoverDatabase(const Library &library, const QJsonObject &inputs,
                             const JobContext &job);

} // namespace portico
