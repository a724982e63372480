// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/repair/drift.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::DriftCard)
};

constexpr qsizetype kMostLines = 12;

QString filesText(const DriftGroup &group)
{
    return Text::tr("%n files", nullptr,
                    static_cast<int>(group.changed + group.added + group.removed));
}

QString lineOf(const DriftGroup &group)
{
    if (group.kind != DriftGroup::Kind::Package)
        return Text::tr("%1: %2").arg(group.name, filesText(group));
    if (group.isNew())
        return Text::tr("%1 %2 was added (%3)").arg(group.name, group.now, filesText(group));
    if (group.isGone())
        return Text::tr("%1 %2 was removed (%3)").arg(group.name, group.before, filesText(group));
    if (group.before != group.now)
        return Text::tr("%1 %2 → %3 (%4)")
            .arg(group.name, group.before, group.now, filesText(group));
    return Text::tr("%1 %2: changed (%3)")
        .arg(group.name, group.now, filesText(group))
        .simplified();
}

const DriftGroup *torchOf(const QList<DriftGroup> &groups)
{
    const auto found = std::find_if(groups.begin(), groups.end(), [](const DriftGroup &group) {
        return group.name == "torch"_L1 && group.kind == DriftGroup::Kind::Package;
    });
    return found == groups.end() ? nullptr : &*found;
}

QString titleOf(const QList<DriftGroup> &groups, bool isOnlyNew, const QString &name)
{
    if (const DriftGroup *torch = torchOf(groups); torch && !torch->isNew()) {
        if (torch->isGone())
            return Text::tr("torch was removed from “%1”").arg(name);
        return torch->before == torch->now ? Text::tr("torch was changed in “%1”").arg(name)
                                           : Text::tr("torch was replaced in “%1”").arg(name);
    }
    if (isOnlyNew)
        return Text::tr("Packages were added to “%1”").arg(name);
    return Text::tr("Files of “%1” were changed").arg(name);
}

} // namespace

DriftCard driftCard(const Drift &drift, const QString &installName)
{
    DriftCard card;
    if (drift.isClean())
        return card;
    const QList<DriftGroup> groups = drift.groups();
    const bool isOnlyNew = std::all_of(groups.begin(), groups.end(), [](const DriftGroup &group) {
        return group.kind == DriftGroup::Kind::Package && group.isNew() && group.changed == 0
            && group.removed == 0;
    });
    card.title = titleOf(groups, isOnlyNew, installName);
    card.message = isOnlyNew
        ? Text::tr("Something outside Portico, such as a node pack or ComfyUI-Manager, installed "
                   "them beside ComfyUI's own. In a layer they are kept apart, and an update "
                   "keeps them.")
        : Text::tr("Something outside Portico, such as a node pack or ComfyUI-Manager, changed "
                   "what ComfyUI was installed with. It may fail to start, or compute slower. "
                   "What is put back is what was there before; the changed files are kept.");
    for (const DriftGroup &group : groups.first(qMin(kMostLines, groups.size())))
        card.lines += lineOf(group);
    if (groups.size() > kMostLines)
        card.lines.last() =
            Text::tr("… and %n more", nullptr, static_cast<int>(groups.size() - kMostLines + 1));
    if (!drift.addedPackages().isEmpty())
        card.absorb = Text::tr("Absorb into the layer");
    card.putBack = Text::tr("Put back");
    return card;
}

} // namespace portico
