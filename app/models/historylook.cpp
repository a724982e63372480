// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/historylook.h"

#include "app/models/texts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::app::HistoryLook)
};

constexpr qsizetype kSummaryChanges = 3;

QString happened(KeepReason reason)
{
    switch (reason) {
    case KeepReason::ByHand:
        return Text::tr("Snapshot");
    case KeepReason::Packs:
        return Text::tr("Node packs changed");
    case KeepReason::Environments:
        return Text::tr("Isolated environments changed");
    case KeepReason::Settings:
        return Text::tr("Settings changed");
    case KeepReason::Repair:
        return Text::tr("Repaired");
    case KeepReason::Generation:
        return Text::tr("ComfyUI updated");
    case KeepReason::Rollback:
        return Text::tr("Went to another generation");
    case KeepReason::Restore:
        return Text::tr("Went back to an earlier state");
    case KeepReason::Apply:
        return Text::tr("Made what a site declares");
    case KeepReason::Import:
        return Text::tr("Imported snapshot");
    case KeepReason::GoodStart:
        return Text::tr("Started well with all node packs");
    }
    return {};
}

IconName iconOf(KeepReason reason)
{
    switch (reason) {
    case KeepReason::ByHand:
        return IconName::Save;
    case KeepReason::Packs:
        return IconName::Bundle;
    case KeepReason::Environments:
        return IconName::Terminal;
    case KeepReason::Settings:
        return IconName::Settings;
    case KeepReason::Repair:
        return IconName::Shield;
    case KeepReason::Generation:
        return IconName::Up;
    case KeepReason::Rollback:
    case KeepReason::Restore:
        return IconName::Restart;
    case KeepReason::Apply:
        return IconName::Computer;
    case KeepReason::Import:
        return IconName::File;
    case KeepReason::GoodStart:
        return IconName::Check;
    }
    return IconName::Pending;
}

bool isEvent(KeepReason reason)
{
    return reason != KeepReason::ByHand && reason != KeepReason::Import
        && reason != KeepReason::GoodStart;
}

QString summaryOf(const HistoryStep &step, const QStringList &changes)
{
    if (step.isNow && changes.isEmpty())
        return Text::tr("The install is so now.");
    if (step.snapshot.reason == KeepReason::Import)
        return portico::runtimeText(step.snapshot.content.runtime);
    if (changes.isEmpty())
        return isEvent(step.snapshot.reason)
            ? Text::tr("Nothing of what is remembered became different.")
            : Text::tr("Nothing changed until the next step.");
    QString text = changes.mid(0, kSummaryChanges).join(u" · "_s);
    if (const int more = int(changes.size() - kSummaryChanges); more > 0)
        text += u" · "_s + Text::tr("%n more", nullptr, more);
    return isEvent(step.snapshot.reason) ? text : Text::tr("Since then: %1").arg(text);
}

QString partTitle(SnapshotPart part)
{
    switch (part) {
    case SnapshotPart::Runtime:
        return Text::tr("ComfyUI, Python and torch");
    case SnapshotPart::Packs:
        return Text::tr("Node packs");
    case SnapshotPart::Layer:
        return Text::tr("Packages of the node packs");
    case SnapshotPart::Environments:
        return Text::tr("Isolated environments");
    case SnapshotPart::Settings:
        return Text::tr("Settings");
    case SnapshotPart::Arguments:
        return Text::tr("Arguments");
    case SnapshotPart::Models:
        return Text::tr("Model folders");
    }
    return {};
}

} // namespace

QString changeText(const SnapshotChange &change)
{
    if (change.before.isEmpty())
        return Text::tr("%1 came: %2", "a pack, package or setting; its version or value")
            .arg(change.name, change.after);
    if (change.after.isEmpty())
        return Text::tr("%1 went: %2", "a pack, package or setting; its version or value")
            .arg(change.name, change.before);
    return Text::tr("%1: %2 → %3", "a pack, package or setting; before; after")
        .arg(change.name, change.before, change.after);
}

HistoryLook historyLook(const HistoryStep &step, const QString &obstacle)
{
    const Snapshot &snapshot = step.snapshot;
    QStringList changes;
    for (const SnapshotChange &change : step.after)
        changes += changeText(change);
    HistoryLook look{.id = snapshot.id.toHex(),
                     .icon = iconOf(snapshot.reason),
                     .title = happened(snapshot.reason),
                     .moment = momentText(snapshot.seen),
                     .within = momentWithin(snapshot.seen),
                     .note = snapshot.note,
                     .summary = summaryOf(step, changes),
                     .changes = changes,
                     .obstacle = obstacle,
                     .isEvent = isEvent(snapshot.reason),
                     .isNow = step.isNow};
    if (snapshot.goodStart.isValid()) {
        look.tint = IconTint::Ready;
        if (snapshot.reason != KeepReason::GoodStart) // its title says so
            look.moment = Text::tr("%1 · started well since", "%1 is a moment").arg(look.moment);
    }
    if (step.isNow)
        look.obstacle = Text::tr("The install is in this state now.");
    return look;
}

QList<PlanGroup> changeGroups(const QList<SnapshotChange> &changes)
{
    QList<PlanGroup> groups;
    for (const SnapshotPart part : allSnapshotParts()) {
        PlanGroup group{.part = PlanPart::Change, .title = partTitle(part)};
        for (const SnapshotChange &change : changes) {
            if (change.part != part)
                continue;
            const QString then = change.after.isEmpty() ? Text::tr("not there") : change.after;
            const QString now = change.before.isEmpty() ? Text::tr("not there") : change.before;
            group.lines += PlanLine{.name = change.name, .version = then, .note = now};
        }
        if (!group.lines.isEmpty())
            groups += group;
    }
    return groups;
}

QList<PlanGroup> restoreGroups(const PreparedRestore &restore)
{
    const ChangePlan &plan = restore.change.plan();
    QList<PlanGroup> groups;
    PlanGroup lacks{.part = PlanPart::Unmet, .title = Text::tr("Cannot be as it was")};
    for (const Lack &lack : plan.lacks) {
        const QString more = QStringList{lack.why.message, lack.why.nextStep}.join(u' ').trimmed();
        lacks.lines += PlanLine{.name = lack.pack, .note = lack.why.message, .more = more};
    }
    if (!lacks.lines.isEmpty())
        groups += lacks;
    groups += changeGroups(restore.changes);
    PlanGroup remarks{.part = PlanPart::Remark, .title = Text::tr("Worth knowing")};
    for (const QString &remark : plan.remarks)
        remarks.lines += PlanLine{.name = remark, .more = remark};
    if (!remarks.lines.isEmpty())
        groups += remarks;
    return groups;
}

} // namespace portico::app
