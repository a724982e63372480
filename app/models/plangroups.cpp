// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/plangroups.h"

#include "app/models/texts.h"
#include "core/base/lists.h"

#include <QCoreApplication>
#include <QLocale>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::PlanGroups)
};

QString sizeOf(const PlannedPackage &package)
{
    return package.size < 0 ? Text::tr("not told", "a size") : sizeText(package.size);
}

QString wantedBy(const QStringList &who)
{
    return who.isEmpty() ? QString()
                         : Text::tr("for %1", "a node pack or package").arg(listedWithAnd(who));
}

/** "Will be added · 8 packages, 412 MiB". */
QString titled(const QString &title, const QString &count)
{
    return title + u" · "_s + count;
}

QString packages(qsizetype count)
{
    return Text::tr("%n package(s)", nullptr, int(count));
}

QString sourceText(const PlannedPackage &package)
{
    switch (package.source) {
    case PackageSource::Wheel:
        break;
    case PackageSource::Build:
        return Text::tr("There is no ready build of %1 %2 for this Python, so it would be built "
                        "here, which runs its own code.")
            .arg(package.name, package.version);
    case PackageSource::Address:
        return Text::tr("%1 is named by its address, %2, and does not come from the package index.")
            .arg(package.name, package.address.toDisplayString());
    case PackageSource::Git:
        return Text::tr("%1 comes from the repository %2 and would be built here, which runs its "
                        "own code.")
            .arg(package.name, package.address.toDisplayString());
    }
    return {};
}

QString sourceWord(const PlannedPackage &package)
{
    switch (package.source) {
    case PackageSource::Wheel:
        break;
    case PackageSource::Build:
        return Text::tr("built from source");
    case PackageSource::Address:
        return Text::tr("from %1", "an address").arg(package.address.host());
    case PackageSource::Git:
        return Text::tr("built from a repository of %1").arg(package.address.host());
    }
    return {};
}

PlanLine lineOf(const PlannedPackage &package)
{
    QStringList note;
    QStringList more;
    if (package.source != PackageSource::Wheel) {
        note += sourceWord(package);
        more += sourceText(package);
    }
    if (package.isYoung) {
        note += Text::tr("very new", "of a package");
        more += Text::tr("%1 %2 was published only days ago, and nothing older fits. What is that "
                         "new has been looked at by few.")
                    .arg(package.name, package.version);
    }
    if (!package.remark.isEmpty())
        more += package.remark;
    if (!package.wantedBy.isEmpty()) {
        note += wantedBy(package.wantedBy);
        more += Text::tr("Needed by %1.").arg(listedWithAnd(package.wantedBy));
    }
    return {.name = package.name,
            .version = package.version,
            .note = note.join(u" · "_s),
            .size = sizeOf(package),
            .more = more.join(u' ')};
}

PlanGroup unmetGroup(const LayerPlan &plan)
{
    PlanGroup group{.part = PlanPart::Unmet,
                    .title = titled(Text::tr("Cannot be met"),
                                    Text::tr("%n clash(es)", nullptr, int(plan.unmet.size()))),
                    .explanation = {},
                    .lines = {}};
    for (const UnmetNeed &unmet : plan.unmet)
        group.lines += {.name = unmet.name.isEmpty() ? listedWithAnd(unmet.packs) : unmet.name,
                        .version = {},
                        .note = unmet.texts.join(u" ↔ "_s),
                        .size = {},
                        .more = unmet.message};
    return group;
}

/** Those that need consent, or those that do not. */
PlanGroup addedGroup(const LayerPlan &plan, PlanPart part)
{
    PlanGroup group{.part = part, .title = {}, .explanation = {}, .lines = {}};
    qint64 bytes = 0;
    for (const PlannedPackage &package : plan.added) {
        if ((package.source == PackageSource::Wheel) != (part == PlanPart::Added))
            continue;
        bytes += qMax<qint64>(0, package.size);
        group.lines += lineOf(package);
    }
    const QString count = bytes > 0 ? Text::tr("%1, %2", "how many packages, how large together")
                                          .arg(packages(group.lines.size()), sizeText(bytes))
                                    : packages(group.lines.size());
    group.title = titled(part == PlanPart::Added ? Text::tr("Will be added")
                                                 : Text::tr("Only with your consent"),
                         count);
    if (part == PlanPart::Consent)
        group.explanation = Text::tr("These do not come as a ready build of the package index.");
    return group;
}

PlanGroup torchGroup(const LayerPlan &plan)
{
    PlanGroup group{.part = PlanPart::Torch,
                    .title =
                        titled(Text::tr("Left to this install’s own torch"),
                               Text::tr("%n wish(es)", "for a package", int(plan.stripped.size()))),
                    .explanation = Text::tr("torch and its family always come from the base: what "
                                            "packs ask for does not replace them."),
                    .lines = {}};
    for (const StrippedNeed &need : plan.stripped) {
        QString more = Text::tr("%1 asks for %2.").arg(need.by, need.text) + u' ';
        if (need.present.isEmpty())
            more += Text::tr("The base has none, and none is added: what was not made for this "
                             "very torch breaks it.");
        else if (need.isMet)
            more += Text::tr("The base’s %1 is right for it and stays.").arg(need.present);
        else
            more += Text::tr("The base’s %1 stays all the same; the pack may not work with it.")
                        .arg(need.present);
        const QString verdict = need.present.isEmpty() ? Text::tr("the base has none")
            : need.isMet                               ? Text::tr("fits what was asked for")
                                                       : Text::tr("not what was asked for");
        group.lines += {.name = need.text,
                        .version = need.present.section(u' ', 1),
                        .note = verdict + u" · "_s + wantedBy({need.by}),
                        .size = {},
                        .more = more};
    }
    return group;
}

PlanGroup providerGroup(const LayerPlan &plan)
{
    PlanGroup group{.part = PlanPart::Provider,
                    .title = titled(Text::tr("One of several that do the same"),
                                    packages(plan.providers.size())),
                    .explanation = {},
                    .lines = {}};
    for (const ProviderChoice &choice : plan.providers)
        group.lines += {.name = choice.kept,
                        .version = {},
                        .note = Text::tr("instead of %1").arg(listedWithAnd(choice.dropped)),
                        .size = {},
                        .more = choice.message};
    return group;
}

PlanGroup leftOutGroup(const LayerPlan &plan)
{
    PlanGroup group{
        .part = PlanPart::LeftOut,
        .title = titled(Text::tr("Left out"),
                        QLocale().toString(plan.leftOutPacks.size() + plan.leftOutNeeds.size())),
        .explanation = Text::tr("This is not added, so that the packs that need it "
                                "may not load, or not do all they can."),
        .lines = {}};
    for (const QString &pack : plan.leftOutPacks)
        group.lines += {.name = pack,
                        .version = {},
                        .note = Text::tr("all that it needs"),
                        .size = {},
                        .more = {}};
    for (const LeftOutNeed &need : plan.leftOutNeeds)
        group.lines += {.name = need.choice.requirement,
                        .version = {},
                        .note = Text::tr("of “%1”", "a node pack").arg(need.choice.pack),
                        .size = {},
                        .more = Text::tr("“%1” asks for %2; it is left out by choice.")
                                    .arg(need.choice.pack, need.text)};
    return group;
}

PlanGroup presentGroup(const LayerPlan &plan)
{
    PlanGroup group{.part = PlanPart::Present,
                    .title = titled(Text::tr("Already there"), packages(plan.present.size())),
                    .explanation = {},
                    .lines = {}};
    for (const PresentPackage &package : plan.present)
        group.lines += {.name = package.name,
                        .version = package.version,
                        .note = wantedBy(package.wantedBy),
                        .size = {},
                        .more = {}};
    return group;
}

PlanGroup remarkGroup(const QStringList &remarks)
{
    PlanGroup group{.part = PlanPart::Remark,
                    .title = Text::tr("Worth knowing"),
                    .explanation = {},
                    .lines = {}};
    for (const QString &remark : remarks)
        group.lines += {.name = remark, .version = {}, .note = {}, .size = {}, .more = remark};
    return group;
}

} // namespace

QList<PlanGroup> planGroups(const ChangePlan &plan)
{
    QStringList remarks = plan.remarks;
    for (const PackStep &step : plan.steps) {
        if (bringsWrapper(step)) // what such a pack has to do without must not be overlooked
            remarks += step.remarks;
    }
    QList<PlanGroup> groups = {planPacks(plan)};
    if (plan.layer)
        groups = {unmetGroup(*plan.layer),
                  planPacks(plan),
                  addedGroup(*plan.layer, PlanPart::Consent),
                  addedGroup(*plan.layer, PlanPart::Added),
                  torchGroup(*plan.layer),
                  providerGroup(*plan.layer),
                  leftOutGroup(*plan.layer),
                  remarkGroup(remarks + plan.layer->remarks),
                  presentGroup(*plan.layer)};
    else
        groups += remarkGroup(remarks);
    groups.removeIf([](const PlanGroup &group) { return group.lines.isEmpty(); });
    return groups;
}

QString planSentence(const ChangePlan &plan)
{
    if (!plan.isComplete())
        return Text::tr("Not everything that is wanted goes together. Nothing was changed.");
    if (plan.isEmpty())
        return Text::tr("There is nothing to do: everything is as it should be.");
    if (plan.act == PackAct::RunScript && !runnableScripts(plan).isEmpty())
        return Text::tr("What it writes into the node pack stays there, what it adds is shown "
                        "next. Nothing is changed until you agree to that.");
    if (plan.act == PackAct::Isolate)
        return Text::tr("First its environment is built, and ComfyUI tries the node pack as it is "
                        "and isolated. If one of its nodes would be lost, nothing is changed.");
    const bool isUsed = plan.layer && plan.changesLayer();
    const bool staysSo = !plan.layer || (!isUsed && !plan.layer->added.isEmpty());
    if (staysSo)
        return Text::tr("The packages beside the base stay as they are.");
    const bool takesAway = plan.act == PackAct::Disable || plan.act == PackAct::Remove
        || (plan.extras && plan.extras->isEmpty());
    if (isUsed && takesAway)
        return Text::tr("Packages that nothing else needs are no longer seen by ComfyUI.");
    if (!isUsed || plan.layer->added.isEmpty())
        return plan.layer->present.isEmpty()
            ? Text::tr("No further packages are needed.")
            : Text::tr("No further packages are needed: everything is there already.");
    const qint64 bytes = plan.layer->bytes();
    const QString count = packages(plan.layer->added.size());
    return bytes > 0
        ? Text::tr("%1 will stand beside the base, %2 in all. The base and its torch stay as they "
                   "are.")
              .arg(count, sizeText(bytes))
        : Text::tr("%1 will stand beside the base. The base and its torch stay as they are.")
              .arg(count);
}

} // namespace portico::app
