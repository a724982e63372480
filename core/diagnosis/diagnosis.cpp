// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/diagnosis/diagnosis.h"

#include <QJsonArray>

#include <array>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kFixNames{"none"_L1,
                               "next-free-port"_L1,
                               "set-argument"_L1,
                               "remove-argument"_L1,
                               "set-gpu"_L1,
                               "use-classic-layout"_L1,
                               "install-packages"_L1,
                               "repair-torch"_L1,
                               "repair-environment"_L1,
                               "disable-pack"_L1,
                               "update-pack"_L1,
                               "run-script"_L1,
                               "find-pack"_L1,
                               "find-guilty-pack"_L1,
                               "safe-start"_L1,
                               "change-build"_L1,
                               "remove-leftover"_L1,
                               "clear-manager-work"_L1,
                               "create-folder"_L1,
                               "open-file"_L1,
                               "open-folder"_L1,
                               "open-address"_L1,
                               "free-disk"_L1};
static_assert(kFixNames.size() == static_cast<std::size_t>(FixKind::FreeDisk) + 1);
constexpr std::array kGravityNames{"stops"_L1, "hinders"_L1, "tells"_L1};

QJsonObject fixJson(const Fix &fix)
{
    return {{u"kind"_s, fixKindName(fix.kind)},
            {u"arguments"_s, QJsonArray::fromStringList(fix.arguments)}};
}

} // namespace

QString fixKindName(FixKind kind)
{
    return kFixNames.at(static_cast<std::size_t>(kind));
}

QString gravityName(Gravity gravity)
{
    return kGravityNames.at(static_cast<std::size_t>(gravity));
}

QJsonObject toJson(const Diagnosis &diagnosis)
{
    return {{u"id"_s, diagnosis.id},
            {u"gravity"_s, gravityName(diagnosis.gravity)},
            {u"title"_s, diagnosis.title},
            {u"message"_s, diagnosis.message},
            {u"nextStep"_s, diagnosis.nextStep},
            {u"evidence"_s, QJsonArray::fromStringList(diagnosis.evidence)},
            {u"pack"_s, diagnosis.pack},
            {u"module"_s, diagnosis.module},
            {u"distribution"_s, diagnosis.distribution},
            {u"fix"_s, fixJson(diagnosis.fix)},
            {u"otherFix"_s, fixJson(diagnosis.otherFix)}};
}

} // namespace portico
