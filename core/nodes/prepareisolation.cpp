// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/io/file.h"
#include "core/nodes/isolable.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packisolator.h"
#include "core/nodes/packneeds.h"
#include "core/nodes/preparation.h"
#include "core/platform/durable.h"
#include "core/python/leftout.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::PrepareIsolation)
};

Error cannot(const NodePack &pack, ErrorCode code, const QString &message, const QString &nextStep)
{
    return {.code = code,
            .message = message.arg(pack.name),
            .nextStep = nextStep,
            .detail = pack.folder};
}

/** Choices about a pack that still name something it asks for. */
QStringList choicesFor(const QStringList &choices, const PackNeeds &needs)
{
    QStringList kept;
    for (const QString &choice : choices) {
        const bool isMeant =
            choice == needs.pack
            || std::any_of(needs.needs.begin(), needs.needs.end(), [&](const PackNeed &need) {
                   return leavesOut({choice}, needs.pack, requirementKey(need.name, need.text));
               });
        if (isMeant)
            kept += choice;
    }
    return kept;
}

} // namespace

Result<> Preparation::isolate(const QString &name)
{
    const Result<NodePack> pack = findNodePack(m_packs, name);
    if (!pack)
        return pack.error();
    if (isDone(pack->name))
        return {};
    if (pack->isIsolated()) {
        m_parts.plan.remarks += Text::tr("“%1” is isolated already.").arg(pack->name);
        return {};
    }
    if (const Result<> can = checkIsolable(*pack); !can)
        return can;
    IsolationMark mark;
    if (const PackRecord *const known = record(pack->name))
        mark.record = toJson(*known);
    std::copy_if(m_parts.records.withoutNeeds.begin(), m_parts.records.withoutNeeds.end(),
                 std::back_inserter(mark.leftOut),
                 [&](const QString &choice) { return isChoiceAbout(choice, pack->name); });
    PackStep step{.act = PackAct::Isolate, .pack = pack->name, .before = *pack, .after = *pack};
    const PackRecord *const known = record(pack->name);
    const Result<> wrapped = wrap(step, mark, known ? known->scriptNeeds : QStringList());
    if (!wrapped)
        return wrapped;
    add(step);
    return {};
}

Result<> Preparation::isolateToo(const QString &name)
{
    const auto step = std::find_if(
        m_parts.plan.steps.begin(), m_parts.plan.steps.end(),
        [&](const PackStep &one) { return one.act == PackAct::Install && one.pack == name; });
    if (step == m_parts.plan.steps.end())
        return isolate(name);
    if (step->after->isIsolated())
        return {};
    if (const Result<> can = checkIsolable(*step->after); !can)
        return can;
    PackStep wrapped = *step;
    const Result<> made = wrapObtained(wrapped, {}, scriptNeedsOf(m_parts, *step));
    if (made)
        *step = wrapped;
    return made;
}

/** What was fetched goes into a wrapper of its own. */
Result<> Preparation::wrapObtained(PackStep &step, const IsolationMark &mark,
                                   const QStringList &scriptNeeds)
{
    const QString own = step.after->folder;
    if (const Result<> made = wrap(step, mark, scriptNeeds); !made)
        return made;
    const Result<> moved = renameDurably(own, step.after->inner, IfExists::Refuse, m_job);
    if (!moved)
        return moved;
    step.script.reset();
    for (ObtainedPack &pack : m_parts.obtained) {
        if (pack.name == step.pack)
            pack.folder = step.after->inner;
    }
    return {};
}

/** The new version of an isolated pack is isolated, too. */
Result<> Preparation::wrapUpdate(PackStep &step)
{
    if (step.after->wantsIsolation)
        return refuseIsolated(*step.before,
                              Text::tr("The new version of the node pack “%1” has a comfy-env.toml "
                                       "of its own, and isolates itself."));
    const auto before = readIsolationMark(step.before->folder);
    IsolationMark mark;
    if (before) {
        mark.record = before->record;
        mark.leftOut = before->leftOut;
    }
    return wrapObtained(step, mark, packRecordFromJson(step.pack, mark.record).scriptNeeds);
}

/** The wrapper in staging, which becomes the step's `after`. */
Result<> Preparation::wrap(PackStep &step, const IsolationMark &mark,
                           const QStringList &scriptNeeds)
{
    if (!m_services.isolator)
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("Node packs cannot be isolated here."),
                     .nextStep = Text::tr("Leave one of the node packs out."),
                     .detail = {}};
    const Result<QString> into = stagingFolder();
    if (!into)
        return into.error();
    const QString wrapper = *into + u'/' + step.pack;
    if (const Result<> made = makeFolder(wrapper); !made)
        return made;
    const Result<WrappedPack> wrapped = m_services.isolator->wrap({.install = m_parts.install,
                                                                   .pack = *step.after,
                                                                   .scriptNeeds = scriptNeeds,
                                                                   .wrapper = wrapper,
                                                                   .mark = mark},
                                                                  m_job);
    if (!wrapped)
        return wrapped.error();
    step.after->folder = wrapper;
    step.after->inner = wrapper + u'/' + wrapped->files;
    step.remarks += wrapped->remarks;
    return {};
}

Result<> Preparation::rejoin(const QString &name)
{
    const Result<NodePack> pack = findNodePack(m_packs, name);
    if (!pack)
        return pack.error();
    if (isDone(pack->name))
        return {};
    const auto mark = readIsolationMark(pack->folder);
    if (!pack->isIsolated() || !mark) {
        m_parts.plan.remarks += Text::tr("“%1” is not isolated.").arg(pack->name);
        return {};
    }
    if (!QFileInfo(pack->inner).isDir())
        return cannot(*pack, ErrorCode::NotFound,
                      Text::tr("The files of the node pack “%1” are not where it was isolated."),
                      Text::tr("Remove it and install it again."));
    NodePack after = readNodePack(pack->name, pack->inner);
    after.isEnabled = pack->isEnabled;
    if (const Result<PackNeeds> needs = readPackNeeds(pack->name, pack->inner))
        m_parts.change.without += choicesFor(mark->leftOut, *needs);
    add({.act = PackAct::Rejoin, .pack = pack->name, .before = *pack, .after = after});
    return {};
}

/** What takes another version's place cannot be done inside a wrapper. */
Result<> Preparation::refuseIsolated(const NodePack &pack, const QString &message) const
{
    if (!pack.isIsolated())
        return {};
    return cannot(pack, ErrorCode::Unsupported, message,
                  Text::tr("Undo the isolation (porticoctl env rejoin), then try again, and "
                           "isolate it once more if it still has to be."));
}

} // namespace portico
