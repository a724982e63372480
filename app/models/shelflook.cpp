// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/shelflook.h"

#include "app/models/texts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::ShelfLook)
};

QString folderOf(const QString &file)
{
    return QDir::toNativeSeparators(QFileInfo(file).absolutePath());
}

void putWork(ShelfLook &look, const ShelfWork &work)
{
    look.job = work.job;
    look.outcome = work.outcome;
    if (!look.problem)
        look.problem = work.failure;
    if (look.problem) {
        look.icon = IconName::Failed;
        look.tint = IconTint::Crashed;
    } else if (!look.outcome.isEmpty()) {
        look.icon = IconName::Check;
        look.tint = IconTint::Ready;
    }
}

QString recipeCaption(const Recipe &recipe)
{
    QStringList parts{Text::tr("Version %1").arg(recipe.version),
                      recipe.ref.isEmpty() ? Text::tr("the newest ComfyUI")
                                           : Text::tr("ComfyUI %1").arg(recipe.ref),
                      recipe.accelerator.title()};
    if (!recipe.nodes.isEmpty())
        parts += Text::tr("%n node pack(s)", nullptr, static_cast<int>(recipe.nodes.size()));
    return parts.join(u" · "_s);
}

} // namespace

QString shelfActText(ShelfAct act)
{
    switch (act) {
    case ShelfAct::Check:
        return Text::tr("Check");
    case ShelfAct::Publish:
        return Text::tr("Publish…");
    case ShelfAct::Make:
        return Text::tr("Make the bundle…");
    case ShelfAct::BuildOnGithub:
        return Text::tr("Build on GitHub…");
    case ShelfAct::OpenFolder:
        return Text::tr("Open &folder");
    case ShelfAct::CopyHash:
        return Text::tr("Copy the &SHA-256");
    case ShelfAct::Compare:
        return Text::tr("&Compare with…");
    case ShelfAct::OpenFile:
        return Text::tr("Open the &recipe");
    case ShelfAct::Drop:
        return Text::tr("&Take off this list");
    }
    return {};
}

IconName shelfActIcon(ShelfAct act)
{
    switch (act) {
    case ShelfAct::Check:
        return IconName::Shield;
    case ShelfAct::Publish:
    case ShelfAct::BuildOnGithub:
        return IconName::Browser;
    case ShelfAct::Make:
        return IconName::Bundle;
    case ShelfAct::OpenFolder:
        return IconName::Folder;
    case ShelfAct::CopyHash:
        return IconName::Copy;
    case ShelfAct::Compare:
        return IconName::Search;
    case ShelfAct::OpenFile:
        return IconName::File;
    case ShelfAct::Drop:
        return IconName::Clear;
    }
    return IconName::More;
}

ShelfLook lookOf(const ShelvedBundle &bundle)
{
    ShelfLook look{.file = bundle.file,
                   .name = QFileInfo(bundle.file).fileName(),
                   .place = folderOf(bundle.file),
                   .hash = bundle.sha256 ? bundle.sha256->toHex() : QString(),
                   .acts = {ShelfAct::Check, ShelfAct::Publish, ShelfAct::Compare,
                            ShelfAct::CopyHash, ShelfAct::OpenFolder, ShelfAct::Drop},
                   .isUsable = bundle.isThere};
    if (!bundle.isThere) {
        look.problem = Error{.code = ErrorCode::NotFound,
                             .message = Text::tr("It is not there any more."),
                             .nextStep = Text::tr("Bring it back to this place, or take it off "
                                                  "this list."),
                             .detail = {}};
    } else {
        look.caption = sizeText(bundle.bytes) + u" · "_s + momentText(bundle.made);
    }
    putWork(look, bundle.isThere ? bundle.work : ShelfWork{});
    return look;
}

ShelfLook lookOf(const ShelvedRecipe &recipe)
{
    ShelfLook look{.file = recipe.file,
                   .name = recipe.recipe ? recipe.recipe->name : QFileInfo(recipe.file).fileName(),
                   .caption = recipe.recipe ? recipeCaption(*recipe.recipe) : QString(),
                   .place = QDir::toNativeSeparators(recipe.file),
                   .icon = IconName::File,
                   .problem = recipe.problem,
                   .acts = {ShelfAct::Make, ShelfAct::BuildOnGithub, ShelfAct::OpenFile,
                            ShelfAct::OpenFolder, ShelfAct::Drop},
                   .isUsable = recipe.recipe.has_value()};
    putWork(look, recipe.work);
    return look;
}

} // namespace portico::app
