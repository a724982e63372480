// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/recipefiles.h"

#include "core/io/file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::RecipeFiles)
};

constexpr qint64 kMostBytes = 5LL << 20;

/** The files that it names beside itself, as it names them. */
QStringList namedFiles(const QJsonObject &recipe)
{
    QStringList names;
    for (const auto &key : {"nodes"_L1, "requirements"_L1}) {
        if (recipe.value(key).isString())
            names += recipe.value(key).toString();
    }
    if (!recipe.contains("version"_L1))
        names += u"VERSION.txt"_s;
    return names;
}

} // namespace

Result<QMap<QString, QByteArray>> filesOfRecipe(const QString &recipe)
{
    const Result<QByteArray> bytes = readFile(recipe, kMostBytes);
    if (!bytes)
        return bytes.error();
    QMap<QString, QByteArray> files{{u"recipe.json"_s, *bytes}};
    const QDir folder = QFileInfo(recipe).absoluteDir();
    for (const QString &name : namedFiles(QJsonDocument::fromJson(*bytes).object())) {
        const QString path = QDir::cleanPath(name);
        if (QDir::isAbsolutePath(path) || path.startsWith(".."_L1)) {
            return Error{.code = ErrorCode::Refused,
                         .message = Text::tr("The recipe names %1, which lies outside of its own "
                                             "folder and cannot be pushed with it.")
                                        .arg(name),
                         .nextStep = Text::tr("Put it beside the recipe."),
                         .detail = {}};
        }
        const Result<QByteArray> named = readFile(folder.filePath(path), kMostBytes);
        if (!named)
            return named.error();
        files.insert(path, *named);
    }
    return files;
}

QString workflowPath(const QString &file)
{
    return ".github/workflows/"_L1 + file;
}

Result<QByteArray> workflowBytes()
{
    return readFile(u":/github/build-bundles.yml"_s, kMostBytes);
}

} // namespace portico::app
