// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

struct NodePack;
struct PackNeeds;
struct PackRecord;

/**
 * The install.py of a node pack: code of its author, which ComfyUI-Manager runs after a pack came,
 * and Portico only when the person has agreed to it, on a throwaway copy of Python and packages.
 */
struct InstallScript
{
    QString path{}; ///< absolute, where it lies now
    qint64 size = 0;
    QString text{}; ///< all of it; empty where `problem` says why not
    Sha256 digest{};
    QString problem{};      ///< why it cannot be run: a whole sentence; empty: it can
    bool ranBefore = false; ///< these very bytes ran for this pack; what it added is counted
    bool hasRun = false;    ///< it ran in this change
    QStringList needs{};    ///< what it added, as requirements: "easy==1.0"

    /** It may be run, and was not yet in this change. */
    bool mayRun() const { return problem.isEmpty() && !hasRun; }
};
QJsonObject toJson(const InstallScript &script);

/** The script of a pack that lies in `pack.folder`; nothing where it has none. `record` says what
 *  ran before; may be null. One read of at most a megabyte. */
std::optional<InstallScript> readInstallScript(const NodePack &pack, const PackRecord *record);

/** What a script of this pack added counts as if it stood in its files, with install.py as its
 *  place. Pure. */
void addScriptNeeds(PackNeeds &needs, const QStringList &texts);
/** Those of them that another version of the pack does not speak of itself. Pure. */
QStringList scriptNeedsBeside(const PackNeeds &needs, const QStringList &texts);

} // namespace portico
