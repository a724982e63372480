// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/cli/nodeschange.h"
#include "app/cli/nodesscripts.h"
#include "app/cli/planreport.h"
#include "core/base/lists.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace portico::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::cli::NodesChange)
};

constexpr qsizetype kShownCommits = 10;

QString versionText(const std::optional<NodePack> &pack)
{
    if (!pack)
        return {};
    return pack->version.isEmpty() ? pack->commit.left(10) : pack->version;
}

QString stepLine(const PackStep &step)
{
    const QString size = sizeText(step.bytes);
    const QString version = versionText(step.after);
    switch (step.act) {
    case PackAct::Install:
        return Text::tr("Install “%1” %2 from %3 (%4)")
            .arg(step.pack, version, step.source, size)
            .simplified();
    case PackAct::Update: {
        const bool isRenamed = versionText(step.before) != version;
        const QString from = isRenamed ? versionText(step.before) : step.before->commit.left(10);
        const QString to = isRenamed ? version : step.after->commit.left(10);
        return Text::tr("Update “%1” from %2 to %3 (%4)").arg(step.pack, from, to, size);
    }
    case PackAct::Enable:
        return Text::tr("Enable “%1”").arg(step.pack);
    case PackAct::Disable:
        return Text::tr("Disable “%1”").arg(step.pack);
    case PackAct::Remove:
        return Text::tr("Remove “%1” (%2)").arg(step.pack, size);
    case PackAct::Restore:
        return Text::tr("Take back “%1” %2").arg(step.pack, version).simplified();
    case PackAct::RunScript:
        return Text::tr("Run the install.py of “%1” in a throwaway copy").arg(step.pack);
    case PackAct::Isolate:
        return Text::tr("Isolate “%1”: it gets a Python of its own").arg(step.pack);
    case PackAct::Rejoin:
        return Text::tr("Undo the isolation of “%1”").arg(step.pack);
    case PackAct::Match:
    case PackAct::Apply:
        break;
    }
    return {};
}

QStringList newsLines(const PackStep &step)
{
    QStringList lines;
    if (step.act == PackAct::Update && step.after->kind == PackKind::Git && !step.commits.isKnown)
        lines += Text::tr("what is checked out now is not part of its history any more");
    if (step.commits.count > 0)
        lines += Text::tr("%n new commit(s):", nullptr, step.commits.count);
    for (const QString &subject : step.commits.subjects.mid(0, kShownCommits))
        lines += u"  "_s + subject;
    if (!step.changelog.isEmpty())
        lines += step.changelog.split(u'\n');
    return lines;
}

QStringList stepLines(const PackStep &step)
{
    QStringList lines{stepLine(step)};
    QStringList more = newsLines(step);
    if (!step.edits.isEmpty())
        more += Text::tr("changed by hand: %1").arg(listed(step.edits.mid(0, kShownCommits)));
    if (step.script)
        more += scriptLine(*step.script);
    more += step.remarks;
    for (const QString &line : std::as_const(more))
        lines += u"  – "_s + line;
    return lines;
}

QString packageLine(const PlannedPackage &package)
{
    QString line = package.name + u' ' + package.version;
    if (package.size >= 0)
        line += u" (%1)"_s.arg(sizeText(package.size));
    if (package.source != PackageSource::Wheel)
        line += u' ' + Text::tr("– from source or an address: needs --allow-builds");
    return line;
}

/** Not every index tells sizes. */
QString addedLine(const LayerPlan &plan)
{
    const int count = static_cast<int>(plan.added.size());
    return plan.bytes() > 0 ? Text::tr("%n package(s) beside ComfyUI's own (%1):", nullptr, count)
                                  .arg(sizeText(plan.bytes()))
                            : Text::tr("%n package(s) beside ComfyUI's own:", nullptr, count);
}

QStringList layerLines(const LayerPlan &plan)
{
    QStringList lines;
    if (!plan.added.isEmpty())
        lines += addedLine(plan);
    for (const PlannedPackage &package : plan.added)
        lines += u"  + "_s + packageLine(package);
    for (const StrippedNeed &need : plan.stripped)
        lines += u"  = "_s
            + Text::tr("%1 (%2): left to this install's own %3")
                  .arg(need.text, need.by,
                       need.present.isEmpty() ? Text::tr("torch, which is missing") : need.present);
    for (const UnmetNeed &need : plan.unmet) {
        lines += u"  ✗ "_s + need.message;
        for (const QString &line : choiceLines(need))
            lines += u"    "_s + line;
    }
    for (const QString &pack : plan.leftOutPacks)
        lines += u"  – "_s + Text::tr("without what “%1” needs").arg(pack);
    for (const QString &line : leftOutLines(plan))
        lines += u"  – "_s + line;
    for (const QString &remark : plan.remarks)
        lines += u"  – "_s + remark;
    return lines;
}

} // namespace

QStringList planLines(const ChangePlan &plan)
{
    QStringList lines;
    for (const PackStep &step : plan.steps)
        lines += stepLines(step);
    if (plan.layer)
        lines += layerLines(*plan.layer);
    lines += scriptCostLines(plan);
    lines += plan.remarks;
    return lines;
}

} // namespace portico::cli
