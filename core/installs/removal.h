// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/removeinstall.h"

#include <QJsonObject>

namespace portico {

/** An install on its way out, as its journal entry tells it: the same for the one who began and for
 *  the next start that finishes it. */
struct Removal
{
    InstallId id;
    QString name;
    QString installFolder;
    QString asideFolder; ///< where the one rename moves it: `removing/<id>-<time>`
    QString keptFolder;  ///< where its data folder goes; empty: with the rest
    RemoveMode mode = RemoveMode::Delete;
};

QJsonObject toJson(const Removal &removal);
std::optional<Removal> removalFromJson(const QJsonObject &object);

/**
 * Everything after the one rename: keeps the data, then recycle bin or deletion. May be repeated.
 * Where there is no recycle bin all of it is put back: Unsupported. Blocking.
 */
Result<RemovalOutcome> finishRemoval(const Removal &removal, const Host &host,
                                     const JobContext &job);

} // namespace portico
