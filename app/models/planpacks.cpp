// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// What a plan does with the node packs themselves.
#include "app/models/packrow.h"
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

QString titleOf(const PackStep &step)
{
    const auto &pack = step.after ? step.after : step.before;
    return pack && !pack->title.isEmpty() ? pack->title : step.pack;
}

/** "8.2 → 8.3"; of a new one or one that goes its own version. */
QString versionsOf(const PackStep &step)
{
    const bool areTold = step.before && step.after && !step.before->version.isEmpty()
        && !step.after->version.isEmpty() && step.before->version != step.after->version;
    if (areTold) // the commits would not fit beside them
        return Text::tr("%1 → %2", "a version before and after")
            .arg(step.before->version, step.after->version);
    const QString before = step.before ? packVersionText(*step.before) : QString();
    const QString after = step.after ? packVersionText(*step.after) : QString();
    if (before.isEmpty() || after.isEmpty() || before == after)
        return before.isEmpty() ? after : before;
    return Text::tr("%1 → %2", "a version before and after").arg(before, after);
}

QString actText(const PackStep &step)
{
    switch (step.act) {
    case PackAct::Install:
        return step.source.isEmpty() ? Text::tr("comes new")
                                     : Text::tr("comes from %1").arg(step.source);
    case PackAct::Enable:
        return Text::tr("is loaded again from the next start on");
    case PackAct::Disable:
        return Text::tr("stays here, but is not loaded");
    case PackAct::Update:
        return step.commits.count > 0 ? Text::tr("%n new commit(s)", nullptr, step.commits.count)
                                      : Text::tr("another version");
    case PackAct::Remove:
        return Text::tr("goes to the recycle bin");
    case PackAct::Restore:
        return Text::tr("comes back as it was");
    case PackAct::RunScript:
        return Text::tr("its install.py runs in a copy of it");
    case PackAct::Isolate:
        return Text::tr("gets a Python of its own");
    case PackAct::Rejoin:
        return Text::tr("runs in ComfyUI's Python again");
    case PackAct::Match:
    case PackAct::Apply:
        break;
    }
    return {};
}

QString scriptWords(const InstallScript &script)
{
    if (script.hasRun)
        return script.needs.isEmpty()
            ? Text::tr("Its install.py ran and added no packages.")
            : Text::tr("Its install.py ran and added %1.").arg(listed(script.needs));
    if (!script.problem.isEmpty())
        return script.problem;
    return script.ranBefore ? Text::tr("Its install.py is the one that ran before.")
                            : Text::tr("It brings an install.py, which runs only if you say so.");
}

QString storyOf(const PackStep &step)
{
    QStringList words = bringsWrapper(step) ? QStringList() : step.remarks;
    if (step.script)
        words += scriptWords(*step.script);
    if (!step.edits.isEmpty())
        words += Text::tr("Edited here: %1.").arg(listedWithAnd(step.edits));
    if (!step.commits.subjects.isEmpty())
        words += Text::tr("New in it: %1").arg(step.commits.subjects.mid(0, 8).join(u"; "_s));
    else if (!step.changelog.isEmpty())
        words += step.changelog.simplified();
    return words.join(u' ');
}

} // namespace

bool bringsWrapper(const PackStep &step)
{
    return step.after && step.after->isIsolated()
        && (step.act == PackAct::Isolate || step.act == PackAct::Install
            || step.act == PackAct::Update);
}

PlanGroup planPacks(const ChangePlan &plan)
{
    PlanGroup group{
        .part = PlanPart::Packs,
        .title = Text::tr("Node packs · %1", "how many").arg(QLocale().toString(plan.steps.size())),
        .explanation = {},
        .lines = {}};
    for (const PackStep &step : plan.steps)
        group.lines += {.name = titleOf(step),
                        .version = versionsOf(step),
                        .note = actText(step),
                        .size = step.bytes > 0 ? sizeText(step.bytes) : QString(),
                        .more = storyOf(step)};
    return group;
}

QString planAccept(const ChangePlan &plan)
{
    if (plan.extras && plan.extras->isEmpty())
        return Text::tr("&Take away");
    switch (plan.act) {
    case PackAct::Install:
        return Text::tr("&Install");
    case PackAct::Enable:
        return Text::tr("&Enable");
    case PackAct::Disable:
        return Text::tr("&Disable");
    case PackAct::Update:
        return Text::tr("&Update");
    case PackAct::Remove:
        return Text::tr("Re&move");
    case PackAct::Restore:
        return Text::tr("&Take back");
    case PackAct::RunScript:
        return Text::tr("&Run it");
    case PackAct::Isolate:
        return Text::tr("&Isolate");
    case PackAct::Rejoin:
        return Text::tr("&Undo isolation");
    case PackAct::Match:
        return Text::tr("&Restore");
    case PackAct::Apply:
        return Text::tr("&Install");
    }
    return {};
}

QString planTitle(const ChangePlan &plan)
{
    const auto count = int(plan.steps.size());
    const QString one = count == 1 ? titleOf(plan.steps.constFirst()) : QString();
    if (plan.extras)
        return plan.extras->isEmpty() ? Text::tr("Take the extras away?")
                                      : Text::tr("Install “%1”?").arg(plan.extras->name);
    switch (plan.act) {
    case PackAct::Install:
        return one.isEmpty() ? Text::tr("Install %n node pack(s)?", nullptr, count)
                             : Text::tr("Install “%1”?").arg(one);
    case PackAct::Enable:
        return one.isEmpty() ? Text::tr("Enable %n node pack(s)?", nullptr, count)
                             : Text::tr("Enable “%1”?").arg(one);
    case PackAct::Disable:
        return one.isEmpty() ? Text::tr("Disable %n node pack(s)?", nullptr, count)
                             : Text::tr("Disable “%1”?").arg(one);
    case PackAct::Update:
        return one.isEmpty() ? Text::tr("Update %n node pack(s)?", nullptr, count)
                             : Text::tr("Update “%1”?").arg(one);
    case PackAct::Remove:
        return one.isEmpty() ? Text::tr("Remove %n node pack(s)?", nullptr, count)
                             : Text::tr("Remove “%1”?").arg(one);
    case PackAct::Restore:
        return one.isEmpty() ? Text::tr("Take back %n node pack(s)?", nullptr, count)
                             : Text::tr("Take back “%1”?").arg(one);
    case PackAct::RunScript:
        return one.isEmpty() ? Text::tr("Run the install.py of %n node pack(s)?", nullptr, count)
                             : Text::tr("Run the install.py of “%1”?").arg(one);
    case PackAct::Isolate:
        return one.isEmpty() ? Text::tr("Isolate %n node pack(s)?", nullptr, count)
                             : Text::tr("Isolate “%1”?").arg(one);
    case PackAct::Rejoin:
        return one.isEmpty() ? Text::tr("Undo the isolation of %n node pack(s)?", nullptr, count)
                             : Text::tr("Undo the isolation of “%1”?").arg(one);
    case PackAct::Match:
        return Text::tr("Restore the snapshot?");
    case PackAct::Apply:
        return Text::tr("Install what the node packs need?");
    }
    return {};
}

} // namespace portico::app
