// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/snapshotlines.h"

#include "app/cli/nodeschange.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::SnapshotLines)
};

QString isoText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QString headline(SnapshotPart part)
{
    switch (part) {
    case SnapshotPart::Runtime:
        return Text::tr("Generation:");
    case SnapshotPart::Packs:
        return Text::tr("Node packs:");
    case SnapshotPart::Layer:
        return Text::tr("Packages of node packs:");
    case SnapshotPart::Environments:
        return Text::tr("Isolated environments:");
    case SnapshotPart::Settings:
        return Text::tr("Settings:");
    case SnapshotPart::Arguments:
        return Text::tr("Arguments:");
    case SnapshotPart::Models:
        return Text::tr("Model folders:");
    }
    return {};
}

QString changeLine(const SnapshotChange &change)
{
    if (change.before.isEmpty())
        return u"  + %1  %2"_s.arg(change.name, change.after);
    if (change.after.isEmpty())
        return u"  − %1  %2"_s.arg(change.name, change.before);
    return u"  ~ %1  %2 → %3"_s.arg(change.name, change.before, change.after);
}

/** One part as a difference from nothing is read alike. */
SnapshotContent nothingOf(const SnapshotContent &content)
{
    SnapshotContent nothing{.runtime = content.runtime};
    return nothing;
}

} // namespace

QString snapshotLine(const Snapshot &snapshot)
{
    QStringList parts{momentText(snapshot.seen), shortId(snapshot.id),
                      keepReasonText(snapshot.reason)};
    if (snapshot.goodStart.isValid() && snapshot.reason != KeepReason::GoodStart)
        parts.last() += u", "_s + keepReasonText(KeepReason::GoodStart);
    if (!snapshot.note.isEmpty())
        parts += Text::tr("“%1”", "a person's note").arg(snapshot.note);
    return parts.join(u"  "_s);
}

QStringList snapshotLines(const Snapshot &snapshot)
{
    QStringList lines{snapshotLine(snapshot),
                      Text::tr("Generation %1: %2")
                          .arg(snapshot.content.runtime.generation)
                          .arg(runtimeText(snapshot.content.runtime))};
    return lines + changeLines(compareSnapshots(nothingOf(snapshot.content), snapshot.content));
}

QStringList changeLines(const QList<SnapshotChange> &changes)
{
    QStringList lines;
    for (const SnapshotPart part : allSnapshotParts()) {
        QStringList rows;
        for (const SnapshotChange &change : changes) {
            if (change.part == part)
                rows += changeLine(change);
        }
        if (!rows.isEmpty())
            lines += headline(part);
        lines += rows;
    }
    return lines;
}

QStringList restoreLines(const PreparedRestore &restore)
{
    const ChangePlan &plan = restore.change.plan();
    QStringList lines = changeLines(restore.changes);
    const QStringList steps = planLines(plan);
    if (!steps.isEmpty())
        lines += Text::tr("For that:");
    for (const QString &line : steps)
        lines += u"  "_s + line;
    if (!plan.lacks.isEmpty())
        lines += Text::tr("What cannot be as it was:");
    for (const Lack &lack : plan.lacks)
        lines += u"  ✗ "_s + lack.why.message;
    return lines;
}

QStringList outcomeLines(const RestoreOutcome &outcome, const InstallId &install)
{
    QStringList lines{Text::tr("The snapshot is restored.")};
    for (const QString &name : outcome.built)
        lines += Text::tr("The environment “%1” was built again.").arg(name);
    for (const auto &[name, error] : outcome.notBuilt)
        lines += Text::tr("The environment “%1” could not be built: %2").arg(name, error.message);
    lines += outcome.change.remarks + outcome.remarks;
    for (const QString &folder : outcome.change.keptFolders)
        lines += Text::tr("As it was before, until the next good start: %1")
                     .arg(QDir::toNativeSeparators(folder));
    return lines << Text::tr("The way back: porticoctl snapshot restore %1 %2 --yes")
                        .arg(install.toString(), shortId(outcome.before.id));
}

QJsonObject snapshotJson(const Snapshot &snapshot)
{
    return {{u"id"_s, snapshot.id.toHex()},
            {u"taken"_s, isoText(snapshot.taken)},
            {u"seen"_s, isoText(snapshot.seen)},
            {u"reason"_s, keepReasonName(snapshot.reason)},
            {u"goodStart"_s, isoText(snapshot.goodStart)},
            {u"note"_s, snapshot.note}};
}

QJsonObject changesJson(const QList<SnapshotChange> &changes)
{
    QJsonArray array;
    for (const SnapshotChange &change : changes)
        array.append(toJson(change));
    return {{u"type"_s, u"difference"_s}, {u"changes"_s, array}};
}

QJsonObject restoreJson(const PreparedRestore &restore)
{
    QJsonObject object = changesJson(restore.changes);
    object.insert(u"type"_s, u"plan"_s);
    object.insert(u"snapshot"_s, restore.snapshot);
    object.insert(u"isEmpty"_s, restore.isEmpty());
    object.insert(u"plan"_s, toJson(restore.change.plan()));
    return object;
}

QJsonObject outcomeJson(const RestoreOutcome &outcome)
{
    QJsonArray notBuilt;
    for (const auto &[name, error] : outcome.notBuilt)
        notBuilt.append(QJsonObject{{u"name"_s, name}, {u"message"_s, error.message}});
    QJsonArray steps;
    for (const PackStep &step : outcome.change.steps)
        steps.append(toJson(step));
    return {{u"type"_s, u"restored"_s},
            {u"before"_s, outcome.before.id.toHex()},
            {u"steps"_s, steps},
            {u"layer"_s, outcome.change.layer},
            {u"kept"_s, QJsonArray::fromStringList(outcome.change.keptFolders)},
            {u"built"_s, QJsonArray::fromStringList(outcome.built)},
            {u"notBuilt"_s, notBuilt},
            {u"remarks"_s, QJsonArray::fromStringList(outcome.change.remarks + outcome.remarks)}};
}

} // namespace portico::cli
