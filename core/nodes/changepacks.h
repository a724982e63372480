// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/worktree.h"
#include "core/installs/composeinstall.h"
#include "core/installs/removeinstall.h"
#include "core/nodes/extras.h"
#include "core/nodes/installscript.h"
#include "core/nodes/nodepack.h"
#include "core/nodes/packsource.h"
#include "core/nodes/recordedpack.h"
#include "core/nodes/registryclient.h"
#include "core/python/planlayer.h"

#include <memory>
#include <optional>

namespace portico {

class HttpClient;
class PackIsolator;
class StateKeeper;

/** What changing packs needs; all must outlive the call. */
struct NodeServices
{
    ComposeServices compose;
    const RegistryClient &registry;
    const HttpClient &http;
    QStringList plainHttpHosts{}; ///< exact names from which http is allowed
    int cooldownDays = kCooldownDays;
    std::shared_ptr<const PackIsolator> isolator{}; ///< null: no pack can be isolated
    std::shared_ptr<const StateKeeper> keeper{};    ///< asked before a change; null: nobody is
};

enum class PackAct {
    Install,
    Enable,
    Disable,
    Update,
    Remove,
    Restore,
    Apply,     ///< no pack changes: the packages become what the enabled ones need
    RunScript, ///< its install.py runs in a copy of the pack, which then takes its place
    Isolate,   ///< it gets a Python of its own, in a wrapper around its untouched files
    Rejoin,    ///< and back: it lies as it lay before
    Match,     ///< all that PackChange::state names becomes as it was recorded
};
QString packActName(PackAct act); ///< "install", ...: stable in JSON

/** What becomes of changes that someone made by hand in a pack that is updated. */
enum class LocalEdits {
    Refuse, ///< Refused, naming the files
    Stash,  ///< the new version comes without them; they are kept with the old folder, and a patch
};

/** What becomes of a recorded state that cannot be had wholly. */
enum class Exactness {
    Demanded,
    AsFarAsPossible, ///< what is lacking stays as it is now
};

/** A part of a recorded state that cannot be had again. */
struct Lack
{
    QString pack{}; ///< empty: it is about another part
    Error why{};
};

/** One thing to do with some packs of an install. */
struct PackChange
{
    PackAct act = PackAct::Install;
    QList<PackSource> sources{}; ///< of Install
    QStringList packs{};         ///< of the others: names
    QString to{};                ///< of Update: a version, tag, branch or commit; empty: the newest
    LocalEdits edits = LocalEdits::Refuse;
    RemoveMode mode = RemoveMode::Trash; ///< of Remove
    /** What is left out by choice (core/python/leftout.h), besides what was before. */
    QStringList without{};
    QStringList with{}; ///< of Apply: choices of before that are taken back; a pack: all about it
    /** Of Apply: they become the install's own; empty ones: it has none any more. */
    std::optional<ExtrasProfile> extras{};
    QStringList pins{}; ///< the packages' versions, of a lock: "timm==1.0.22"
    /** Planning itself may have to build to know what a source needs: by consent. */
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
    RecordedNodes state{}; ///< of Match
    Exactness exactness = Exactness::Demanded;
    QList<Lack> lacks{};     ///< that are known beforehand
    bool isDeclared = false; ///< of Match: a site asks for it, not a snapshot
};

/** What happens to one pack. */
struct PackStep
{
    PackAct act = PackAct::Install;
    QString pack;
    std::optional<NodePack> before{}; ///< as it is now
    std::optional<NodePack> after{};  ///< as it will be; its folder is where it lies meanwhile
    QString source{};                 ///< for people; empty: not known
    CommitList commits{};             ///< of an updated checkout: what is new
    QString changelog{};              ///< of the registry's versions in between
    QStringList edits{};              ///< files that were changed by hand
    qint64 bytes = 0;                 ///< size of its folder
    /** Its install.py, of Install, Update and RunScript: only run by runInstallScripts(). */
    std::optional<InstallScript> script{};
    QStringList remarks{}; ///< whole sentences
};

/** All that a change will do, before anything is done. */
struct ChangePlan
{
    PackAct act = PackAct::Install;
    QList<PackStep> steps{};
    std::optional<LayerPlan> layer{}; ///< nothing: the packages stay as they are
    QString layerBefore{};            ///< id; empty: none
    QStringList canIsolate{};         ///< packs of `layer->unmet` for which that is a choice
    qint64 scriptCopyBytes = 0;  ///< what a throwaway copy for scripts takes; 0: it shares files
    bool changesChoices = false; ///< of what is left out, or of the extras
    std::optional<ExtrasProfile> extras{}; ///< that come; empty ones: those that are there go
    QStringList remarks{};                 ///< whole sentences
    QList<Lack> lacks{};                   ///< of Match
    bool acceptsLacks = false;
    bool changesSettings = false;
    bool changesGeneration = false;

    /** May be carried out: nothing unmet, nothing lacking that must be there. */
    bool isComplete() const
    {
        return (!layer || layer->isComplete()) && (lacks.isEmpty() || acceptsLacks);
    }
    /** It fetches packages that are not in the store's layer yet. */
    bool changesLayer() const { return layer && layer->id != layerBefore; }
    /** Everything is as it should be. */
    bool isEmpty() const
    {
        const bool isAboutAll = act == PackAct::Apply || act == PackAct::Match;
        return steps.isEmpty() && !changesSettings && !changesGeneration
            && !(isAboutAll && (changesLayer() || changesChoices));
    }
};
QJsonObject toJson(const PackStep &step);
QJsonObject toJson(const ChangePlan &plan);

struct ChangeParts;

/** A planned change and the packs that were fetched for it, which lie in staging as long as this
 *  lives. Movable. */
class PreparedChange
{
public:
    explicit PreparedChange(std::unique_ptr<ChangeParts> parts);
    PreparedChange(PreparedChange &&) noexcept;
    PreparedChange &operator=(PreparedChange &&) noexcept;
    ~PreparedChange();

    const ChangePlan &plan() const;
    ChangeParts &parts() { return *m_parts; } ///< for core/nodes alone

private:
    std::unique_ptr<ChangeParts> m_parts;
};

/** What was agreed to besides the plan itself. */
struct ChangeConsent
{
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
    QStringList scripts{}; ///< packs whose install.py runInstallScripts() may run first
};

/** What was done. */
struct ChangeOutcome
{
    QList<PackStep> steps{};   ///< `after` as it lies now
    QString layer{};           ///< id; empty: none
    QStringList keptFolders{}; ///< old versions, until the next good start
    QStringList remarks{};
};

/**
 * Fetches what is to come into staging, reads it, and plans the packages: nothing of the install
 * is changed. Blocking. Errors: Busy (it runs), NotFound (install, pack, version, choice),
 * AlreadyExists (a pack of that name), Unsupported (adopted install), Refused (edits; unsafe
 * archives), those of cloneRepository, Downloader, unpackArchive and planNodes.
 */
Result<PreparedChange> prepareChange(const NodeServices &services, const InstallId &id,
                                     const PackChange &change, const JobContext &job);

/** Has these isolated by the same change, and plans anew: packs that come with it, and packs that
 *  are there. Blocking. Errors: Unsupported, Refused, NotFound, those of PackIsolator::wrap(). */
Result<> isolateInPlan(const NodeServices &services, PreparedChange &prepared,
                       const QStringList &packs, const JobContext &job);

/** Plans the packages anew, leaving these out (as PackChange::without), with what was fetched. */
Result<> planAgain(const NodeServices &services, PreparedChange &prepared,
                   const QStringList &without, const JobContext &job);

/** The packs of a plan whose install.py could run now. */
QStringList runnableScripts(const ChangePlan &plan);

/** What running scripts has brought. */
struct ScriptsRun
{
    QStringList ran{};        ///< names of packs
    bool changesPlan = false; ///< other packages than were planned: worth another look
};

/**
 * Runs the install.py of these packs, each on a throwaway copy of Python, ComfyUI and the layer
 * that the plan names (which is built for it). What one writes into its pack stays there, packages
 * that it adds become needs of the pack, and the plan is made anew with them; all else is thrown
 * away and told in the plan's remarks. Nothing of the install is changed, and after an error the
 * prepared change is as it was. Blocking. Errors: Busy, InvalidInput (no script of such a pack),
 * those of buildPlannedLayer, makeScriptClone and runInstallScript.
 */
Result<ScriptsRun> runInstallScripts(const NodeServices &services, PreparedChange &prepared,
                                     const QStringList &packs, const ChangeConsent &consent,
                                     const JobContext &job);

/**
 * Builds the layer, then moves the packs and switches the layer as one: wholly done or wholly not,
 * whenever it is killed. What a pack was before stays in `kept-packs` until ComfyUI started well
 * with the new one: Restore takes it back. Blocking. Errors: Busy, Refused (the plan is not
 * complete; a build without consent), those of buildLayer and switchLayer, DiskFull, Io.
 */
Result<ChangeOutcome> carryOut(const NodeServices &services, PreparedChange prepared,
                               const ChangeConsent &consent, const JobContext &job);

} // namespace portico
