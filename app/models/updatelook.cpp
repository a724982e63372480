// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/updatelook.h"

#include "app/models/texts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::UpdateLook)
};

constexpr qsizetype kShownCommit = 10;

QString versionText(const QString &version, const QString &commit)
{
    const QString shortCommit = commit.first(std::min(kShownCommit, commit.size()));
    if (version.isEmpty())
        return shortCommit;
    return shortCommit.isEmpty() ? version : u"%1 (%2)"_s.arg(version, shortCommit);
}

/** Nothing where there is nothing in it. */
void addMoves(QList<PlanGroup> &groups, const QString &title, const QList<PackageMove> &moves)
{
    PlanGroup group{.part = PlanPart::Change, .title = title};
    for (const PackageMove &move : moves)
        group.lines +=
            PlanLine{.name = move.name,
                     .version = move.before.isEmpty() ? Text::tr("not there") : move.before,
                     .note = move.after.isEmpty() ? Text::tr("not there") : move.after};
    if (!group.lines.isEmpty())
        groups += group;
}

} // namespace

QList<PlanGroup> updateGroups(const UpdatePlan &plan)
{
    QList<PlanGroup> groups;
    PlanGroup clashes{.part = PlanPart::Unmet, .title = Text::tr("Does not go with it")};
    for (const QString &clash : plan.clashes)
        clashes.lines += PlanLine{.name = clash, .more = clash};
    if (!clashes.lines.isEmpty())
        groups += clashes;
    PlanGroup version{.part = PlanPart::Change, .title = Text::tr("ComfyUI")};
    version.lines += PlanLine{.name = Text::tr("Version"),
                              .version = versionText(plan.before().comfyVersion, plan.commitBefore),
                              .note = versionText(plan.versionAfter, plan.target.commit.id),
                              .more = plan.repository};
    if (!plan.pythonAfter.isEmpty())
        version.lines += PlanLine{.name = Text::tr("Python"),
                                  .version = plan.before().pythonVersion,
                                  .note = plan.pythonAfter};
    if (!plan.acceleratorAfter.isEmpty())
        version.lines += PlanLine{.name = Text::tr("Accelerator"),
                                  .version = acceleratorText(plan.before().accelerator),
                                  .note = acceleratorText(plan.acceleratorAfter)};
    groups += version;
    addMoves(groups, Text::tr("Packages of its Python"), plan.packages);
    addMoves(groups, Text::tr("What ComfyUI itself asks for"), plan.requirements);
    return groups;
}

QString updateSentence(const UpdatePlan &plan)
{
    if (plan.isEmpty())
        return Text::tr("“%1” is at this ComfyUI already.").arg(plan.install.name);
    if (!plan.clashes.isEmpty())
        return Text::tr("Some node packs do not go with that ComfyUI. Disable them, or choose "
                        "another version.");
    QStringList sentences{
        Text::tr("It is made beside what is there and started once as a test; only then “%1” "
                 "uses it. Node packs, models and your files stay, and going back takes a moment.")
            .arg(plan.install.name)};
    if (plan.goesBack())
        sentences += Text::tr("It is older than the present one, so its list of jobs and models "
                              "begins anew.");
    if (plan.replacesTorch)
        sentences += Text::tr("It brings another torch.");
    return sentences.join(u' ');
}

} // namespace portico::app
