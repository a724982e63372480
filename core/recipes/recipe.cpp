// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/recipes/recipe.h"

#include "core/io/json.h"
#include "core/io/sha256.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QString dateName(PackageDate date)
{
    switch (date) {
    case PackageDate::Automatic:
        return u"auto"_s;
    case PackageDate::Newest:
        return u"newest"_s;
    case PackageDate::AsOfVersion:
        return u"as-of-version"_s;
    }
    return {};
}

QJsonArray nodesJson(const QList<RecipeNode> &nodes)
{
    QJsonArray array;
    for (const RecipeNode &node : nodes)
        array += QJsonObject{{u"url"_s, node.git}, {u"ref"_s, node.ref}, {u"name"_s, node.name}};
    return array;
}

/** Where a list or an installer lies counts as little as where the recipe does. */
QJsonObject pythonJson(const Recipe &recipe)
{
    if (recipe.provider == PythonProvider::Prefix)
        return {{u"provider"_s, u"prefix"_s}, {u"prefix"_s, recipe.python}};
    QJsonObject object{{u"provider"_s, u"uv"_s}, {u"version"_s, recipe.python}};
    if (!recipe.pythonList.isEmpty())
        object.insert(u"list"_s, QUrl(recipe.pythonList).fileName());
    if (recipe.miniforge) {
        object.insert(u"provider"_s, u"miniforge"_s);
        object.insert(u"sha256"_s, recipe.miniforge->sha256.toHex());
    }
    return object;
}

} // namespace

QJsonObject toJson(const Recipe &recipe)
{
    QJsonArray strip;
    for (const StripPart part : recipe.strip)
        strip += stripPartName(part);
    QString platform;
    if (recipe.os && recipe.architecture)
        platform = osName(*recipe.os) + u'-' + architectureName(*recipe.architecture);
    return {
        {u"name"_s, recipe.name},
        {u"version"_s, recipe.version},
        {u"prefix"_s, recipe.prefix},
        {u"comfyui"_s, QJsonObject{{u"git"_s, recipe.git}, {u"ref"_s, recipe.ref}}},
        {u"nodes"_s, nodesJson(recipe.nodes)},
        {u"requirements"_s, QJsonArray::fromStringList(recipe.requirements)},
        {u"accelerator"_s, recipe.accelerator.text()},
        {u"platform"_s, platform},
        {u"python"_s, pythonJson(recipe)},
        {u"packages"_s, dateName(recipe.packageDate)},
        {u"strip"_s, strip},
        {u"archive"_s, packSuffix(recipe.archive).mid(1)},
        {u"arguments"_s, QJsonArray::fromStringList(recipe.arguments)},
        {u"without"_s, QJsonArray::fromStringList(recipe.without)},
    };
}

Sha256 recipeDigest(const Recipe &recipe)
{
    return sha256Of(jsonToBytes(toJson(recipe)));
}

} // namespace portico
