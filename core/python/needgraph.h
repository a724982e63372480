// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/python/layerresolver.h"

namespace portico {

/**
 * Which packages of a resolution need which, as uv noted it in its cache; also of packages that
 * were taken out of the graph. Private to core/python.
 */
class NeedGraph
{
public:
    /** Small reads of uv's cache. */
    NeedGraph(const LayerResolution &resolution, const QString &cacheFolder,
              const PythonEnvironment &base);

    /** The requirements of packs that are this package, or that bring it by way of others. */
    QList<WantedNeed> bringersOf(const QString &package, const QList<WantedNeed> &needs) const;

private:
    QHash<QString, QStringList> m_neededBy;
};

} // namespace portico
