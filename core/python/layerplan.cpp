// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/layerplan.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QJsonArray strings(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

template <typename T>
QJsonArray objects(const QList<T> &list, QJsonObject (*each)(const T &))
{
    QJsonArray array;
    for (const T &value : list)
        array.append(each(value));
    return array;
}

QJsonObject addedJson(const PlannedPackage &package)
{
    QJsonObject object{{u"name"_s, package.name},
                       {u"version"_s, package.version},
                       {u"source"_s, packageSourceName(package.source)},
                       {u"wantedBy"_s, strings(package.wantedBy)},
                       {u"isYoung"_s, package.isYoung},
                       {u"replacesBase"_s, package.replacesBase}};
    if (package.size >= 0)
        object.insert(u"bytes"_s, package.size);
    if (!package.address.isEmpty())
        object.insert(u"address"_s, package.address.toString(QUrl::FullyEncoded));
    if (!package.remark.isEmpty())
        object.insert(u"remark"_s, package.remark);
    return object;
}

QJsonObject presentJson(const PresentPackage &package)
{
    return {{u"name"_s, package.name},
            {u"version"_s, package.version},
            {u"wantedBy"_s, strings(package.wantedBy)}};
}

QJsonObject strippedJson(const StrippedNeed &need)
{
    return {{u"text"_s, need.text},
            {u"by"_s, need.by},
            {u"present"_s, need.present},
            {u"isMet"_s, need.isMet}};
}

/** What can be left out so that a need is no longer asked for, as options of porticoctl. */
QJsonArray choicesJson(const UnmetNeed &need)
{
    QList<NeedChoice> choices = need.choices;
    for (const QString &pack : need.packs)
        choices += NeedChoice{pack};
    QJsonArray array;
    for (const NeedChoice &choice : std::as_const(choices))
        array.append(QJsonObject{{u"pack"_s, choice.pack},
                                 {u"requirement"_s, choice.requirement},
                                 {u"option"_s, strings({u"--without"_s, choice.text()})}});
    return array;
}

QJsonObject unmetJson(const UnmetNeed &need)
{
    return {{u"packs"_s, strings(need.packs)}, {u"name"_s, need.name},
            {u"texts"_s, strings(need.texts)}, {u"message"_s, need.message},
            {u"detail"_s, need.detail},        {u"choices"_s, choicesJson(need)}};
}

QJsonObject leftOutJson(const LeftOutNeed &need)
{
    return {{u"pack"_s, need.choice.pack},
            {u"requirement"_s, need.choice.requirement},
            {u"text"_s, need.text},
            {u"option"_s, strings({u"--with"_s, need.choice.text()})}};
}

QJsonObject providerJson(const ProviderChoice &choice)
{
    return {{u"kept"_s, choice.kept},
            {u"dropped"_s, strings(choice.dropped)},
            {u"message"_s, choice.message}};
}

QJsonObject lockedJson(const LockedPackage &package)
{
    QStringList hashes;
    for (const Sha256 &hash : package.hashes)
        hashes += "sha256:"_L1 + hash.toHex();
    return {
        {u"name"_s, package.name}, {u"version"_s, package.version}, {u"hashes"_s, strings(hashes)}};
}

} // namespace

QString packageSourceName(PackageSource source)
{
    switch (source) {
    case PackageSource::Wheel:
        return u"wheel"_s;
    case PackageSource::Build:
        return u"build"_s;
    case PackageSource::Address:
        return u"address"_s;
    case PackageSource::Git:
        return u"git"_s;
    }
    return {};
}

bool LayerPlan::needsConsent() const
{
    return std::any_of(added.begin(), added.end(), [](const PlannedPackage &package) {
        return package.source != PackageSource::Wheel;
    });
}

qint64 LayerPlan::bytes() const
{
    qint64 sum = 0;
    for (const PlannedPackage &package : added)
        sum += std::max<qint64>(0, package.size);
    return sum;
}

QJsonObject toJson(const LayerPlan &plan)
{
    return {{u"id"_s, plan.id},
            {u"base"_s, plan.base},
            {u"isComplete"_s, plan.isComplete()},
            {u"needsConsent"_s, plan.needsConsent()},
            {u"bytes"_s, plan.bytes()},
            {u"added"_s, objects(plan.added, addedJson)},
            {u"present"_s, objects(plan.present, presentJson)},
            {u"stripped"_s, objects(plan.stripped, strippedJson)},
            {u"unmet"_s, objects(plan.unmet, unmetJson)},
            {u"providers"_s, objects(plan.providers, providerJson)},
            {u"leftOutPacks"_s, strings(plan.leftOutPacks)},
            {u"leftOutNeeds"_s, objects(plan.leftOutNeeds, leftOutJson)},
            {u"remarks"_s, strings(plan.remarks)},
            {u"lock"_s, objects(plan.lock.packages, lockedJson)},
            {u"sources"_s, objects(plan.sources.packages, lockedJson)}};
}

} // namespace portico
