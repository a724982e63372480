// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Old generations that no rule keeps. A frozen state never goes away by itself, only by a cleaning.
#include "core/installs/keptgenerations.h"
#include "core/storage/cleanparts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::CleanGenerations)
};

QString whyOf(const Generation &generation)
{
    const QString version =
        generation.comfyVersion.isEmpty() ? Text::tr("?") : generation.comfyVersion;
    return Text::tr("Generation %1, ComfyUI %2: not one of the last %3, not pinned, and no "
                    "snapshot names it. Nobody can go back to it afterwards. Files that other "
                    "generations share stay.")
        .arg(generation.number)
        .arg(version)
        .arg(kKeptGenerations);
}

/** Its folder stands for all that is of it. */
Result<> add(const CleanLook &look, const Install &install, const Generation &generation,
             CleanPlan &plan)
{
    CleanPlan parts;
    for (const QString &path : generationPaths(look.library(), install.id, generation.number)) {
        const Result<> added =
            addCleanItem(look, {.kind = CleanKind::Generations, .path = path}, parts);
        if (!added)
            return added;
    }
    plan.items += {
        .kind = CleanKind::Generations,
        .path = look.library().generationFolder(install.id, generation.number),
        .install = install.name,
        .bytes = parts.bytes(),
        .why = whyOf(generation),
    };
    return {};
}

} // namespace

Result<> planGenerations(const CleanLook &look, CleanPlan &plan)
{
    for (const Install &install : look.installs.installs) {
        if (install.isAdopted() || install.isReadOnly())
            continue;
        for (const Generation &generation : install.generations) {
            if (keepersOf(install, generation.number, look.roots).isKept())
                continue;
            const Result<> added = add(look, install, generation, plan);
            if (!added)
                return added;
        }
    }
    return {};
}

Result<> removeGenerations(const CleanLook &look, const QList<CleanItem> &items,
                           CleanOutcome &outcome)
{
    for (const Install &install : look.installs.installs) {
        for (const Generation &generation : install.generations) {
            const QString folder = look.library().generationFolder(install.id, generation.number);
            const auto item = std::find_if(items.begin(), items.end(), [&](const CleanItem &each) {
                return each.path == folder;
            });
            if (item == items.end())
                continue;
            const Result<> removed =
                removeGeneration(look.library(), install.id, generation.number, look.job);
            if (!removed && removed.error().code == ErrorCode::Cancelled)
                return removed;
            if (removed)
                outcome.removed += *item;
            else
                outcome.left += removed.error().message;
        }
    }
    return {};
}

} // namespace portico
