// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/updates/planmoves.h"

#include "core/installs/composerecord.h"
#include "core/python/requirements.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

QMap<QString, QString> requirementsIn(const QString &comfyFolder)
{
    QMap<QString, QString> byName;
    if (const auto list = readRequirements(comfyFolder + "/requirements.txt"_L1)) {
        for (const Requirement &each : list->requirements)
            byName.insert(each.name, each.text);
    }
    return byName;
}

QList<PackageMove> movesBetween(const QMap<QString, QString> &before,
                                const QMap<QString, QString> &after)
{
    QMap<QString, PackageMove> moves;
    for (auto each = before.begin(); each != before.end(); ++each) {
        if (after.value(each.key()) != *each)
            moves.insert(each.key(), {.name = each.key(), .before = *each});
    }
    for (auto each = after.begin(); each != after.end(); ++each) {
        if (before.value(each.key()) != *each) {
            PackageMove &move = moves[each.key()];
            move.name = each.key();
            move.after = *each;
        }
    }
    return moves.values();
}

/** Those of its lock that the new one does not have. A bundle's others are its makers'. */
QStringList goneOfLock(const QString &generationFolder, const ChosenPackages &chosen)
{
    const Result<ComposedFrom> record = readComposeRecord(generationFolder);
    QStringList gone;
    if (!record)
        return gone;
    QList<LockedPackage> known = record->locks.others.packages;
    if (!chosen.torchFamily.packages.isEmpty()) // another one took its place
        known += record->locks.torchFamily.packages;
    for (const LockedPackage &package : std::as_const(known)) {
        if (!chosen.others.find(package.name) && !chosen.torchFamily.find(package.name))
            gone += package.name;
    }
    return gone;
}

/** Another Python has nothing but what was chosen. */
QStringList goneOfBase(const PythonEnvironment &base, const ChosenPackages &chosen)
{
    QStringList gone;
    for (const Distribution &each : base.distributions) {
        if (!chosen.others.find(each.name) && !chosen.torchFamily.find(each.name)
            && !gone.contains(each.name))
            gone += each.name;
    }
    return gone;
}

} // namespace

QStringList goneOf(const UpdateParts &parts, const QString &generationFolder)
{
    return parts.python ? goneOfBase(parts.base, parts.packages)
                        : goneOfLock(generationFolder, parts.packages);
}

QList<PackageMove> requirementMoves(const QString &comfyBefore, const QString &comfyAfter)
{
    return movesBetween(requirementsIn(comfyBefore), requirementsIn(comfyAfter));
}

QList<PackageMove> packageMoves(const UpdateParts &parts)
{
    QMap<QString, PackageMove> moves;
    for (const Lock *const lock : {&parts.packages.torchFamily, &parts.packages.others}) {
        for (const LockedPackage &package : missingOf(*lock, parts.base).packages) {
            const Distribution *const there = parts.base.find(package.name);
            moves.insert(package.name,
                         {.name = package.name,
                          .before = there ? there->version : QString(),
                          .after = package.version});
        }
    }
    for (const QString &name : parts.gone) {
        if (const Distribution *const there = parts.base.find(name))
            moves.insert(name, {.name = name, .before = there->version});
    }
    return moves.values();
}

QList<PackageMove> packageMoves(const PythonEnvironment &before, const PythonEnvironment &after)
{
    const auto versionsIn = [](const PythonEnvironment &environment) {
        QMap<QString, QString> versions;
        for (const Distribution &each : environment.distributions) {
            if (!versions.contains(each.name)) // Python finds the first
                versions.insert(each.name, each.version);
        }
        return versions;
    };
    return movesBetween(versionsIn(before), versionsIn(after));
}

QList<BaseChange> baseChanges(const UpdateParts &parts)
{
    QList<BaseChange> changes;
    for (const PackageMove &move : parts.plan.packages) {
        if (!move.after.isEmpty())
            changes += BaseChange{.package = move.name, .version = move.after};
    }
    return changes;
}

} // namespace portico
