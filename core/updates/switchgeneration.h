// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QStringList>

namespace portico {

class StateKeeper;

/** What a switch did. */
struct GenerationSwitch
{
    Install install{};     ///< what install.json says now
    int before = 0;        ///< the generation that was current
    QStringList remarks{}; ///< whole sentences
};

/**
 * Makes another generation of an install the current one, older or newer: Python, ComfyUI, its
 * layer and its database go with it, in one write of install.json; a kill leaves the one or the
 * other. Asks no network. A generation that never had a database starts with a copy of the current
 * one's, if that is an older generation: migrations go one way. Node packs, data folder and
 * settings stay as they are, but what was chosen by hand for an accelerator: see devicechoice.h.
 * Nothing to do where it is the current one. Blocking; milliseconds, and
 * the time to copy one small database; a layer's view that somebody took away is put back from the
 * store.
 *
 * Holds the session's lock meanwhile, so that ComfyUI cannot start. `keeper` (may be null) is asked
 * to remember what the install was. Errors: Busy (it runs),
 * NotFound (no such install or generation, or its files are gone: named), Unsupported (an adopted
 * install), ReadOnly, DiskFull, Io: then everything is as it was.
 */
Result<GenerationSwitch> switchGeneration(const Library &library, const InstallId &id, int number,
                                          const StateKeeper *keeper, const JobContext &job);

/** The same for who holds Library::sessionLock() already and changes more than this. */
Result<GenerationSwitch> switchGenerationHeld(const Library &library, const InstallId &id,
                                              int number, const JobContext &job);

/** The newest generation that is older than the current one: where a rollback goes to unless told
 *  otherwise. Errors: NotFound naming those that are there. Pure. */
Result<int> generationBefore(const Install &install);

/** The error of what has none: someone's own folder. */
Error hasNoGenerations(const Install &install);

/** Its generation of that number; null: there is none. */
const Generation *findGeneration(const Install &install, int number);

/** A look at the files without which nothing starts; drift is another question. */
bool isWholeGeneration(const Library &library, const InstallId &id, const Generation &generation);

enum class Pin { Set, Taken };

/**
 * A pinned generation (Generation::isPinned, "pinned" in install.json) never goes by a rule. One
 * small write. Errors: NotFound (no such generation), ReadOnly, Busy, ...
 */
Result<Install> pinGeneration(const Library &library, const InstallId &id, int number, Pin pin);

} // namespace portico
