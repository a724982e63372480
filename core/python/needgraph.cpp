// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/python/needgraph.h"

#include "core/python/packageneed.h"
#include "core/python/uvnotes.h"

#include <algorithm>

namespace portico {

NeedGraph::NeedGraph(const LayerResolution &resolution, const QString &cacheFolder,
                     const PythonEnvironment &base)
{
    for (const ResolvedPackage &package : resolution.packages) {
        const auto notes = notedNeeds(cacheFolder, package.name, package.version);
        for (const QString &text : notes.value_or(QStringList())) {
            const auto need = PackageNeed::fromText(text);
            if (need && need->isActive(base.markers))
                m_neededBy[need->name] += package.name;
        }
    }
}

QList<WantedNeed> NeedGraph::bringersOf(const QString &package,
                                        const QList<WantedNeed> &needs) const
{
    QStringList names{package}; // grows: what needs it, what needs that, ...
    for (qsizetype i = 0; i < names.size(); ++i) {
        for (const QString &name : m_neededBy.value(names.at(i))) {
            if (!names.contains(name))
                names += name;
        }
    }
    QList<WantedNeed> bringers;
    std::copy_if(needs.begin(), needs.end(), std::back_inserter(bringers),
                 [&names](const WantedNeed &need) { return names.contains(need.name); });
    return bringers;
}

} // namespace portico
