// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/nodes/extrasbuilds.h"

#include "core/base/lists.h"
#include "core/nodes/extras.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace portico {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::Extras)
};

const PlannedPackage *find(const LayerPlan &plan, const QString &name)
{
    const auto found =
        std::find_if(plan.added.begin(), plan.added.end(),
                     [&name](const PlannedPackage &package) { return package.name == name; });
    return found == plan.added.end() ? nullptr : &*found;
}

} // namespace

QStringList extrasBehind(const LayerPlan &plan, const QString &package)
{
    QStringList extras;
    QStringList open{package};
    for (qsizetype i = 0; i < open.size(); ++i) {
        const PlannedPackage *const one = find(plan, open.at(i));
        if (!one)
            return {}; // a node pack, which would miss it
        for (const QString &who : one->wantedBy) {
            const QString extra = who == extrasPackName() ? one->name : extraOf(who);
            if (extra.isEmpty() && !open.contains(who))
                open += who;
            else if (!extra.isEmpty() && !extras.contains(extra))
                extras += extra;
        }
    }
    return extras;
}

UnbuiltExtras extrasToBuild(const LayerPlan &plan)
{
    UnbuiltExtras unbuilt;
    for (const PlannedPackage &package : plan.added) {
        const QStringList behind = package.source == PackageSource::Wheel
            ? QStringList()
            : extrasBehind(plan, package.name);
        if (behind.isEmpty())
            continue;
        unbuilt.extras += behind;
        unbuilt.packages += package.name;
    }
    unbuilt.extras.removeDuplicates();
    return unbuilt;
}

QString leftUnbuilt(const UnbuiltExtras &unbuilt)
{
    return Text::tr(
               "Left out of the extras: %1. There is no wheel of %2, so that it must be built, "
               "which runs its own code, and nobody agreed to that (--allow-builds).")
        .arg(listed(unbuilt.extras), listed(unbuilt.packages));
}

QString notBuilt(const QStringList &extras, const Error &error)
{
    return Text::tr("Left out of the extras: %1. %2").arg(listed(extras), error.message);
}

} // namespace portico
