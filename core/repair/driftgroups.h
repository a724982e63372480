// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/repair/drift.h"

namespace portico {

/** Where a drifted tree's parts lie. */
struct GroupRequest
{
    QString folder{};   ///< of the tree
    QString pristine{}; ///< where its files as they were may lie; empty or not there: nothing told
    QString comfyFolder{};  ///< relative; empty in a view
    QString pythonFolder{}; ///< relative: the first name of the interpreter's path
    bool isLayer = false;   ///< its packages lie in `site`
};

/** Sorts drifted files to the packages that they belong to, as the RECORDs of now and before say,
 *  and tells each its group. Private to core/repair. Small reads. */
QList<DriftGroup> groupDrift(QList<DriftedFile> &files, const GroupRequest &request);

/** "torch" and "2.9.1+cpu" of "torch-2.9.1+cpu.dist-info"; nothing for other names. Pure. */
struct InfoName
{
    QString package; ///< normalised
    QString version;
};
std::optional<InfoName> infoName(QStringView folder);

/** The part of a path below site-packages; empty where it is not below one. Pure. */
QString pathInSite(const QString &path, bool isLayer);

} // namespace portico
