// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/bundleplanlook.h"

#include "app/models/texts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::BundlePlanLook)
};

constexpr qsizetype kShortCommit = 12;

void addPlace(BundlePlanLook &look, const QString &file)
{
    const QFileInfo info(file);
    look.facts += {Text::tr("File"), info.fileName()};
    look.facts += {Text::tr("Folder"), QDir::toNativeSeparators(info.absolutePath())};
}

QString packLine(const BundledPack &pack)
{
    const QString state = pack.commit.isEmpty() ? pack.version : pack.commit.left(kShortCommit);
    QString line = state.isEmpty() ? pack.name : pack.name + u' ' + state;
    if (pack.isChanged)
        line += u' ' + Text::tr("(changed by hand)");
    return line;
}

QString sourceLine(const RecipeSource &source)
{
    QString line = source.name + u' ' + source.tip.commit.left(kShortCommit);
    if (source.tip.name != source.tip.commit && !source.tip.name.isEmpty())
        line += u" (%1)"_s.arg(source.tip.name);
    return line;
}

qsizetype lockedPackages(const RecipeLock &lock)
{
    return lock.base.torchFamily.packages.size() + lock.base.others.packages.size()
        + lock.layer.packages.size();
}

} // namespace

BundlePlanLook lookOf(const BundlePlan &plan)
{
    const BundleRecord &record = plan.record;
    BundlePlanLook look;
    look.sentence = Text::tr("%1 are packed, unpacked elsewhere, compared file by file and started "
                             "once. Models, pictures and settings stay here.")
                        .arg(sizeText(plan.bytes));
    addPlace(look, plan.file);
    look.facts += {Text::tr("ComfyUI"), record.comfyVersion};
    look.facts += {Text::tr("Python"), record.pythonVersion};
    look.facts +=
        {Text::tr("torch"), record.torchVersion.isEmpty() ? Text::tr("none") : record.torchVersion};
    if (!record.accelerator.isEmpty())
        look.facts += {Text::tr("Runs on"), acceleratorText(record.accelerator)};
    if (!record.packages.isEmpty())
        look.facts +=
            {Text::tr("For node packs"),
             Text::tr("%n package(s)", nullptr, static_cast<int>(record.packages.size()))};
    for (const BundledPack &pack : record.packs)
        look.packs += packLine(pack);
    look.remarks = plan.remarks;
    return look;
}

BundlePlanLook lookOf(const RecipePlan &plan)
{
    const Recipe &recipe = plan.recipe;
    BundlePlanLook look;
    look.sentence = plan.isUnchanged
        ? Text::tr("It is there already, and as the recipe wants it: nothing has to be done.")
        : Text::tr("Python, ComfyUI, its packages and the node packs are fetched and put together, "
                   "packed, and tried elsewhere.");
    addPlace(look, plan.file);
    look.facts += {Text::tr("ComfyUI"), sourceLine(plan.comfy).section(u' ', 1)};
    const QString python = recipe.python.isEmpty() ? Text::tr("the one that suits") : recipe.python;
    look.facts += {Text::tr("Python"), plan.lock ? plan.lock->pythonVersion : python};
    look.facts += {Text::tr("Runs on"), recipe.accelerator.title()};
    look.facts += {Text::tr("Packages"),
                   plan.lock ? Text::tr("%n, as its lock names them", nullptr,
                                        static_cast<int>(lockedPackages(*plan.lock)))
                             : Text::tr("chosen when it is made")};
    for (const RecipeSource &node : plan.nodes)
        look.packs += sourceLine(node);
    for (const QString &remark : plan.remarks) {
        // The core names the option of porticoctl.
        look.remarks += remark.contains("--update"_L1)
            ? Text::tr("The versions of its lock are taken; “Back” leads to the newest.")
            : remark;
    }
    return look;
}

} // namespace portico::app
