// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/packjson.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QJsonValue numberOrNull(const std::optional<int> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonArray needsJson(const QList<MissingNeed> &needs)
{
    QJsonArray array;
    for (const MissingNeed &need : needs)
        array.append(QJsonObject{{u"text"_s, need.text}, {u"present"_s, need.present}});
    return array;
}

} // namespace

QJsonObject toJson(const NodePack &pack)
{
    return {{u"name"_s, pack.name},
            {u"folder"_s, pack.folder},
            {u"kind"_s, packKindName(pack.kind)},
            {u"isEnabled"_s, pack.isEnabled},
            {u"title"_s, pack.title},
            {u"version"_s, pack.version},
            {u"commit"_s, pack.commit},
            {u"registryId"_s, pack.registryId},
            {u"origin"_s, pack.origin.toString()},
            {u"hasInstallScript"_s, pack.hasInstallScript},
            {u"hasPrestartup"_s, pack.hasPrestartup},
            {u"wantsIsolation"_s, pack.wantsIsolation},
            {u"isIsolated"_s, pack.isIsolated()},
            {u"losses"_s, QJsonArray::fromStringList(pack.losses)},
            {u"isManager"_s, pack.isManager}};
}

QJsonObject toJson(const WorkTreeState &state)
{
    return {{u"branch"_s, state.branch},
            {u"edited"_s, QJsonArray::fromStringList(state.edited)},
            {u"added"_s, QJsonArray::fromStringList(state.added)},
            {u"upstream"_s, state.upstream},
            {u"ahead"_s, numberOrNull(state.ahead)},
            {u"behind"_s, numberOrNull(state.behind)}};
}

QJsonObject toJson(const PackState &state)
{
    QJsonObject object{
        {u"needsMet"_s, state.problem ? QJsonValue() : QJsonValue(state.missing.isEmpty())},
        {u"missing"_s, needsJson(state.missing)},
        {u"leftOut"_s, needsJson(state.leftOut)},
        {u"isChanged"_s, state.isChanged ? QJsonValue(*state.isChanged) : QJsonValue()}};
    if (state.problem)
        object.insert(u"problem"_s, state.problem->message);
    if (state.installed.isValid())
        object.insert(u"installed"_s, state.installed.toString(Qt::ISODate));
    if (state.git)
        object.insert(u"git"_s, toJson(*state.git));
    return object;
}

} // namespace portico
