// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/io/stagingfolder.h"
#include "core/process/command.h"

#include <QSet>

namespace portico {

class ProcessRunner;

/** What a trial is started from. */
struct TrialRuntime
{
    Command command;          ///< of a usual start
    QSet<QString> knownFlags; ///< what that ComfyUI lists in its help
    QString folder{};         ///< the runtime; empty: the install's own
    QString database{};       ///< a file; empty: one in memory
};

/**
 * An install that is started as another one would be, without that one noticing: a library of its
 * own in staging, with a session, log, port, user folder, temporary folder, output folder and
 * database of its own. Runtime, packages, node packs, input and models are those of the other,
 * which are only read. Gone with its destructor; after a kill the sweep of staging takes it.
 */
class TrialInstall
{
public:
    /** Blocking, like prepareLaunch(). Errors: those of prepareLaunch() and launchCommand();
     *  Unsupported when this ComfyUI cannot be started with chosen packs. */
    static Result<TrialInstall> make(const Library &library, const Install &install,
                                     const ProcessRunner &processes, const JobContext &job);

    /** The same for a start whose command is known, with all its packs, where nothing of `install`
     *  may be prepared: its current generation may be one that install.json does not list yet. What
     *  lies in `folder` as `user` is the trial's user folder. Errors: those of launchCommand(). */
    static Result<TrialInstall> of(StagingDir folder, const Library &library,
                                   const Install &install, const TrialRuntime &runtime);

    const Library &library() const { return m_library; }
    const InstallId &id() const { return m_trial.id; }
    /** The packs that a usual start would load, sorted: the entries of the node pack folder. */
    const QStringList &packs() const { return m_packs; }

    /** The next start loads the packs that a usual one does. */
    Result<> chooseAllPacks() const;
    /** The next start loads these packs and no other. */
    Result<> choosePacks(const QStringList &packs) const;

private:
    TrialInstall(StagingDir folder, const Library &library);

    Result<> imitate(const Library &real, const Install &install, const TrialRuntime &runtime);
    Result<> save(const Install &trial) const;

    StagingDir m_folder;
    Library m_library;
    Install m_trial;
    QStringList m_packs;
    bool m_isChosen = false; ///< its own arguments leave packs out
};

/** The entries of a folder of node packs that ComfyUI loads: folders and Python files, but none
 *  that are disabled; sorted. */
QStringList packsIn(const QString &folder);

/** The arguments of a command after main.py. */
QStringList comfyArguments(const Command &command);

/** Takes a flag with the one value behind it away and returns the value; empty: it was not there.
 */
QString takeValue(QStringList &arguments, QLatin1StringView flag);

} // namespace portico
