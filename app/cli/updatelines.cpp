// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/updatelines.h"

#include "app/cli/generationlines.h"
#include "app/cli/terminal.h"
#include "core/base/lists.h"
#include "core/hardware/accelerator.h"
#include "core/updates/switchgeneration.h"
#include "core/updates/updateinstall.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::UpdateLines)
};

QJsonArray movesJson(const QList<PackageMove> &moves)
{
    QJsonArray array;
    for (const PackageMove &move : moves)
        array.append(QJsonObject{
            {u"name"_s, move.name}, {u"before"_s, move.before}, {u"after"_s, move.after}});
    return array;
}

QStringList moveLines(const QString &title, const QList<PackageMove> &moves)
{
    QStringList lines;
    for (const PackageMove &move : moves) {
        if (move.before.isEmpty())
            lines += u"  + "_s
                + (move.after.startsWith(move.name) ? move.after : move.name + u' ' + move.after);
        else if (move.after.isEmpty())
            lines += u"  - "_s
                + (move.before.startsWith(move.name) ? move.before
                                                     : move.name + u' ' + move.before);
        else
            lines += u"  %1  %2 → %3"_s.arg(move.name, move.before, move.after);
    }
    return lines.isEmpty() ? lines : QStringList{title} + lines;
}

QString acceleratorTitle(const QString &text)
{
    const auto accelerator = Accelerator::fromText(text);
    return accelerator ? accelerator->title() : Text::tr("not known");
}

QString sharedText(const UpdateOutcome &outcome)
{
    if (outcome.bytes == 0) // another Python
        return {};
    switch (outcome.method) {
    case CloneMethod::Reflink:
    case CloneMethod::HardLink:
        return Text::tr("It shares %1 with the one before.").arg(sizeText(outcome.bytes));
    case CloneMethod::Copy:
        return Text::tr("%1 were copied: files cannot be shared on this disk.")
            .arg(sizeText(outcome.bytes));
    }
    return {};
}

} // namespace

QJsonObject planJson(const UpdatePlan &plan)
{
    return {{u"type"_s, u"plan"_s},
            {u"install"_s, plan.install.id.toString()},
            {u"repository"_s, plan.repository},
            {u"target"_s, plan.target.name},
            {u"commit"_s, plan.target.commit.id},
            {u"commitBefore"_s, plan.commitBefore},
            {u"comfyVersion"_s, plan.versionAfter},
            {u"comfyVersionBefore"_s, plan.before().comfyVersion},
            {u"requirements"_s, movesJson(plan.requirements)},
            {u"packages"_s, movesJson(plan.packages)},
            {u"clashes"_s, QJsonArray::fromStringList(plan.clashes)},
            {u"testWorkflows"_s, QJsonArray::fromStringList(plan.workflows)},
            {u"replacesTorch"_s, plan.replacesTorch},
            {u"accelerator"_s, plan.acceleratorAfter},
            {u"bundle"_s, plan.bundle},
            {u"python"_s, plan.pythonAfter},
            {u"pythonBefore"_s, plan.before().pythonVersion},
            {u"olderThanNow"_s, plan.goesBack()},
            {u"changes"_s, !plan.isEmpty()}};
}

QStringList planLines(const UpdatePlan &plan)
{
    const auto called = [](const QString &version, const QString &commit) {
        const QString name = version.isEmpty() ? Text::tr("an unknown version") : version;
        return commit.isEmpty() ? name : u"%1 (%2)"_s.arg(name, commit.left(10));
    };
    const QString before = called(plan.before().comfyVersion, plan.commitBefore);
    QStringList lines;
    if (plan.keepsComfy())
        lines += Text::tr("ComfyUI  %1 stays").arg(before);
    else
        lines +=
            {u"ComfyUI  %1 → %2"_s.arg(before, called(plan.versionAfter, plan.target.commit.id)),
             Text::tr("from %1, %2").arg(plan.repository, plan.target.name)};
    if (!plan.acceleratorAfter.isEmpty())
        lines += Text::tr("Accelerator  %1 → %2")
                     .arg(acceleratorTitle(plan.before().accelerator),
                          acceleratorTitle(plan.acceleratorAfter));
    if (!plan.pythonAfter.isEmpty())
        lines += (plan.bundle.isEmpty()
                      ? Text::tr("Python  %1 → %2, with all of its packages put in anew")
                      : Text::tr("Python  %1 → %2"))
                     .arg(plan.before().pythonVersion, plan.pythonAfter);
    lines += moveLines(Text::tr("What ComfyUI asks for:"), plan.requirements);
    lines += moveLines(Text::tr("Packages of its Python:"), plan.packages);
    if (plan.packages.isEmpty())
        lines += plan.pythonAfter.isEmpty()
            ? Text::tr("The packages of its Python stay as they are.")
            : Text::tr("Its packages are of the same versions as now.");
    if (plan.goesBack())
        lines += Text::tr("This is an older ComfyUI than now.");
    for (const QString &clash : plan.clashes)
        lines += Text::tr("Does not go together: %1").arg(clash);
    if (!plan.workflows.isEmpty())
        lines += Text::tr("Test workflows before the switch: %1.").arg(listed(plan.workflows));
    return lines
        + QStringList{Text::tr("The packages of node packs are planned anew for it, it is "
                               "started once as a test, and the old one stays.")};
}

QJsonObject outcomeJson(const UpdateOutcome &outcome)
{
    QJsonObject json{{u"type"_s, u"updated"_s},
                     {u"install"_s, outcome.install.id.toString()},
                     {u"before"_s, outcome.before},
                     {u"generation"_s, outcome.made},
                     {u"current"_s, outcome.isCurrent()},
                     {u"remarks"_s, QJsonArray::fromStringList(outcome.remarks)}};
    if (const Generation *const made = findGeneration(outcome.install, outcome.made))
        json.insert(u"now"_s, generationJson(*made));
    return json;
}

QStringList outcomeLines(const UpdateOutcome &outcome)
{
    const Install &install = outcome.install;
    QStringList lines;
    if (outcome.isCurrent())
        lines += switchLines({.install = install, .before = outcome.before});
    else
        lines += Text::tr("Generation %1 is there. “%2” is running and stays at %3: stop it, then "
                          "go over by “porticoctl rollback %4 --to %1”.")
                     .arg(outcome.made)
                     .arg(install.name)
                     .arg(outcome.before)
                     .arg(install.id.toString());
    if (const QString shared = sharedText(outcome); !shared.isEmpty())
        lines += shared;
    lines += outcome.remarks;
    if (outcome.isCurrent())
        lines += Text::tr("Back again: porticoctl rollback %1.").arg(install.id.toString());
    return lines;
}

} // namespace portico::cli
