// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/rememberneeds.h"

#include "core/nodes/extras.h"
#include "core/nodes/nodepacks.h"
#include "core/nodes/packneeds.h"

#include <QCoreApplication>

#include <algorithm>

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Absorb)
};

} // namespace

Result<QStringList> rememberNeeds(const Library &library, const Install &install,
                                  const QStringList &packages)
{
    const Result<std::optional<ExtrasProfile>> before = readExtras(library, install);
    if (!before)
        return before.error();
    ExtrasProfile profile = before->value_or(
        ExtrasProfile{.name = Text::tr("Absorbed"), .packages = {}, .strip = {}, .files = {}});
    QStringList added;
    for (const QString &package : packages) {
        if (!profile.packages.contains(package))
            added += package;
    }
    if (added.isEmpty())
        return added;
    profile.packages += added;
    profile.pending += added;
    const Result<> written = writeExtras(library, install.id, profile);
    return written ? Result<QStringList>(added) : written.error();
}

Result<QStringList> rememberForPack(const Library &library, const Install &install,
                                    const QString &pack, const QString &package,
                                    const JobContext &job)
{
    const Result<QList<NodePack>> packs = readNodePacks(library, install, job);
    if (!packs)
        return packs.error();
    const Result<NodePack> found = findNodePack(*packs, pack);
    if (package.isEmpty() || !found)
        return QStringList();
    const Result<PackNeeds> needs = readPackNeeds(found->name, found->folder);
    const bool isNamed = needs
        && std::any_of(needs->needs.begin(), needs->needs.end(),
                       [&](const PackNeed &need) { return need.name == package.toLower(); });
    return isNamed ? Result<QStringList>(QStringList())
                   : rememberNeeds(library, install, {package});
}

void forgetNeeds(const Library &library, const Install &install, const QStringList &packages)
{
    const Result<std::optional<ExtrasProfile>> now = readExtras(library, install);
    if (packages.isEmpty() || !now || !*now)
        return;
    ExtrasProfile profile = **now;
    for (QStringList *list : {&profile.packages, &profile.pending})
        list->removeIf([&](const QString &package) { return packages.contains(package); });
    const bool isEmpty =
        profile.packages.isEmpty() && profile.strip.isEmpty() && profile.files.isEmpty();
    const Result<> written =
        writeExtras(library, install.id, isEmpty ? std::nullopt : std::optional(profile));
    Q_UNUSED(written)
}

} // namespace portico
