// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"
#include "core/bundles/buildbundle.h"
#include "core/bundles/stripbundle.h"
#include "core/hardware/accelerator.h"
#include "core/installs/composeinstall.h"

#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace portico {

/** A node pack of a recipe. */
struct RecipeNode
{
    QString git;
    QString ref{};  ///< tag, branch or commit; empty: the default branch
    QString name{}; ///< of its folder; empty: as the address ends

    friend bool operator==(const RecipeNode &, const RecipeNode &) = default;
};

/** Where a bundle's Python comes from. */
enum class PythonProvider {
    Uv,     ///< python-build-standalone, fetched by uv
    Prefix, ///< a copy of a Python in a folder of its own on this computer: works without a network
    Miniforge, ///< of conda-forge, made by that installer
};

/**
 * What a bundle is made from: a JSON file that people write (docs/recipes.md). Everything that it
 * names beside itself (repos.json, requirements.txt, VERSION.txt) is read into it.
 */
struct Recipe
{
    QString file; ///< absolute
    QString name; ///< for people
    QString version;
    QString prefix = defaultBundlePrefix();
    QString git = ComposeRequest::defaultComfyRepository();
    QString ref{}; ///< empty: the default branch
    QList<RecipeNode> nodes{};
    QStringList requirements{}; ///< besides ComfyUI's own
    Accelerator accelerator{};
    std::optional<Os> os{}; ///< nothing: this computer's
    std::optional<Architecture> architecture{};
    QString python{}; ///< "3.12" or "3.12.8"; of Prefix: its folder, absolute
    PythonProvider provider = PythonProvider::Uv;
    PackageDate packageDate = PackageDate::Automatic;
    QList<StripPart> strip{};
    PackFormat archive = PackFormat::Zip;
    QStringList arguments{}; ///< of ComfyUI in the launch script
    QStringList without{};   ///< needs of node packs that are left out: core/python/leftout.h
    QString pythonList{};    ///< of Uv: as PythonRequest::list; empty: uv's own
    std::optional<MiniforgeInstaller> miniforge{}; ///< of Miniforge

    friend bool operator==(const Recipe &, const Recipe &) = default;
};

/**
 * Reads a recipe and what it names. Paths in it are relative to it. A few small reads. Errors:
 * NotFound (a file), InvalidInput or Corrupt naming file, line and field; Unsupported (a way to
 * Python that Portico does not go).
 */
Result<Recipe> readRecipe(const QString &file);

/** All that counts for the bytes that it makes, in one form: where the file lies is no part of it.
 */
QJsonObject toJson(const Recipe &recipe);
/** Of toJson(): a recipe with another digest makes another bundle. */
Sha256 recipeDigest(const Recipe &recipe);

} // namespace portico
