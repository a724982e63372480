// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/changepacks.h"

#include "core/io/filelock.h"
#include "core/nodes/changeparts.h"
#include "core/nodes/packjson.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ChangePacks)
};

} // namespace

Result<std::optional<ExtrasChange>> extrasChange(const Library &library, const ChangeParts &parts)
{
    const Result<std::optional<ExtrasProfile>> now = readExtras(library, parts.install);
    if (!now)
        return now.error();
    ExtrasChange change{.before = *now, .after = parts.change.extras ? parts.change.extras : *now};
    if (change.after)
        change.after->pending.clear(); // the plan has them, or says why not
    if (change.after && change.after->isEmpty())
        change.after.reset();
    return change.before == change.after ? std::optional<ExtrasChange>() : std::optional(change);
}

QString packActName(PackAct act)
{
    switch (act) {
    case PackAct::Install:
        return u"install"_s;
    case PackAct::Enable:
        return u"enable"_s;
    case PackAct::Disable:
        return u"disable"_s;
    case PackAct::Update:
        return u"update"_s;
    case PackAct::Remove:
        return u"remove"_s;
    case PackAct::Restore:
        return u"restore"_s;
    case PackAct::Apply:
        return u"apply"_s;
    case PackAct::RunScript:
        return u"run-script"_s;
    case PackAct::Isolate:
        return u"isolate"_s;
    case PackAct::Rejoin:
        return u"rejoin"_s;
    case PackAct::Match:
        return u"match"_s;
    }
    return {};
}

QJsonObject toJson(const PackStep &step)
{
    QJsonObject object{{u"act"_s, packActName(step.act)},
                       {u"pack"_s, step.pack},
                       {u"source"_s, step.source},
                       {u"bytes"_s, step.bytes},
                       {u"script"_s, step.script ? QJsonValue(toJson(*step.script)) : QJsonValue()},
                       {u"edits"_s, QJsonArray::fromStringList(step.edits)},
                       {u"remarks"_s, QJsonArray::fromStringList(step.remarks)}};
    if (step.before)
        object.insert(u"before"_s, toJson(*step.before));
    if (step.after)
        object.insert(u"after"_s, toJson(*step.after));
    if (step.act == PackAct::Update) {
        object.insert(u"commits"_s, QJsonArray::fromStringList(step.commits.subjects));
        object.insert(u"commitCount"_s, step.commits.count);
        object.insert(u"changelog"_s, step.changelog);
    }
    return object;
}

QJsonObject toJson(const ChangePlan &plan)
{
    QJsonArray steps;
    for (const PackStep &step : plan.steps)
        steps.append(toJson(step));
    QJsonObject object{{u"act"_s, packActName(plan.act)},
                       {u"steps"_s, steps},
                       {u"isComplete"_s, plan.isComplete()},
                       {u"changesLayer"_s, plan.changesLayer()},
                       {u"changesChoices"_s, plan.changesChoices},
                       {u"layerBefore"_s, plan.layerBefore},
                       {u"scriptCopyBytes"_s, plan.scriptCopyBytes},
                       {u"canIsolate"_s, QJsonArray::fromStringList(plan.canIsolate)},
                       {u"remarks"_s, QJsonArray::fromStringList(plan.remarks)}};
    if (plan.layer)
        object.insert(u"layer"_s, toJson(*plan.layer));
    if (plan.act != PackAct::Match)
        return object;
    QJsonArray lacks;
    for (const Lack &lack : plan.lacks)
        lacks.append(QJsonObject{{u"pack"_s, lack.pack},
                                 {u"code"_s, errorCodeName(lack.why.code)},
                                 {u"message"_s, lack.why.message},
                                 {u"nextStep"_s, lack.why.nextStep}});
    object.insert(u"lacks"_s, lacks);
    object.insert(u"changesSettings"_s, plan.changesSettings);
    object.insert(u"changesGeneration"_s, plan.changesGeneration);
    return object;
}

PreparedChange::PreparedChange(std::unique_ptr<ChangeParts> parts)
    : m_parts(std::move(parts))
{ }
PreparedChange::PreparedChange(PreparedChange &&) noexcept = default;
PreparedChange &PreparedChange::operator=(PreparedChange &&) noexcept = default;
PreparedChange::~PreparedChange() = default;

const ChangePlan &PreparedChange::plan() const
{
    return m_parts->plan;
}

const ObtainedPack *ChangeParts::obtainedFor(const QString &pack) const
{
    const auto found = std::find_if(obtained.begin(), obtained.end(),
                                    [&](const ObtainedPack &one) { return one.name == pack; });
    return found == obtained.end() ? nullptr : &*found;
}

const KeptPack *ChangeParts::takenFor(const QString &pack) const
{
    const auto found = std::find_if(taken.begin(), taken.end(),
                                    [&](const KeptPack &one) { return one.pack == pack; });
    return found == taken.end() ? nullptr : &*found;
}

Error isRunningError(const QString &name)
{
    return {.code = ErrorCode::Busy,
            .message =
                Text::tr("“%1” is running, and its node packs cannot be changed now.").arg(name),
            .nextStep = Text::tr("Stop it, then try again."),
            .detail = {}};
}

Result<> checkMayChange(const Library &library, const Install &install, PackAct act)
{
    const bool onlyTurns =
        act == PackAct::Enable || act == PackAct::Disable || act == PackAct::Match;
    if (install.isAdopted() && !onlyTurns)
        return Error{.code = ErrorCode::Unsupported,
                     .message = Text::tr("“%1” is a folder of your own: Portico enables and "
                                         "disables its node packs, but does not install, update "
                                         "or remove them there.")
                                    .arg(install.name),
                     .nextStep = Text::tr("Install ComfyUI with Portico and put the node packs "
                                          "there, or use ComfyUI-Manager in this one."),
                     .detail = {}};
    if (install.isReadOnly())
        return Error{.code = ErrorCode::ReadOnly,
                     .message = Text::tr("“%1” was written by a newer Portico and is not changed "
                                         "by this one.")
                                    .arg(install.name),
                     .nextStep = Text::tr("Update Portico, then try again."),
                     .detail = {}};
    if (FileLock::holder(library.sessionLock(install.id)))
        return isRunningError(install.name);
    return {};
}

} // namespace portico
