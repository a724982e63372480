// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/git/listremote.h"
#include "core/nodes/changepacks.h"
#include "core/recipes/recipe.h"
#include "core/recipes/recipelock.h"

namespace portico {

/** Which versions count. */
enum class RecipeVersions {
    Locked, ///< those of the lock beside the result, if it was made of this very recipe
    Newest, ///< whatever there is now; the lock becomes another one
};

/** What the person wants besides the recipe. */
struct RecipeWish
{
    QString folder;     ///< where bundle and lock go; made if it is not there
    QString lockFile{}; ///< a lock to obey, wherever it lies; empty: as `versions` says
    RecipeVersions versions = RecipeVersions::Locked;
    OldBundle old = OldBundle::Keep;
    SourceBuilds sourceBuilds = SourceBuilds::Refuse;
    CacheAfter cacheAfter = CacheAfter::Clean; ///< only where nothing was kept before
    qint64 volumeSize = 0;                     ///< as BundleWish::volumeSize
};

/** A repository of a recipe, looked up. */
struct RecipeSource
{
    QString name; ///< the pack's folder; "ComfyUI"
    QString git;  ///< without secrets
    RemoteTip tip{};
};

/** What will be made, before anything is. */
struct RecipePlan
{
    Recipe recipe{};
    QString file{};     ///< the archive, absolute; volumes get ".001", … behind it
    QString lockFile{}; ///< beside it
    RecipeSource comfy{};
    QList<RecipeSource> nodes{};
    std::optional<RecipeLock> lock{}; ///< that is obeyed
    bool isUnchanged = false;         ///< the bundle is there already, byte for byte
    QStringList remarks{};            ///< whole sentences
};
QJsonObject toJson(const RecipePlan &plan);

/**
 * Looks up every repository and checks what can be known at once; nothing is fetched or written.
 * Blocking. Errors: those of gitAddress() and resolveRemote(), saying which part of the recipe;
 * Unsupported (a recipe for another kind of computer), AlreadyExists, InvalidInput (a lock of
 * another recipe).
 */
Result<RecipePlan> planRecipe(const NodeServices &services, const Recipe &recipe,
                              const RecipeWish &wish, const JobContext &job);

/** What came of it. */
struct RecipeOutcome
{
    BuiltBundle bundle{};
    QString lockFile{};
    bool isUnchanged = false; ///< nothing had to be made
};
QJsonObject toJson(const RecipeOutcome &outcome);

/**
 * Makes the bundle: Python, ComfyUI, its packages and the node packs are put together as for an
 * install, in a library of its own in staging that goes again, and then as buildBundle() does it.
 * `services` are those of the person's library. The lock comes beside it. The same recipe and lock
 * give the same bytes; where that bundle is there, nothing is done. Blocking; after a failure,
 * cancel or kill nothing of it is left but what uv has fetched, so that another try is quick.
 *
 * Errors: those of planRecipe(), composeInstall(), prepareChange(), carryOut(), buildBundle();
 * Refused (needs of node packs that clash, named), HashMismatch (the lock's packages are others
 * now).
 */
Result<RecipeOutcome> buildRecipe(const NodeServices &services, const Recipe &recipe,
                                  const RecipeWish &wish, const JobContext &job);

/** The step names of buildRecipe(), in their order. */
QStringList recipeSteps();

} // namespace portico
