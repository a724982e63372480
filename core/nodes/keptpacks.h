// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>

namespace portico {

class Host;

/** A pack as it was before a change: in `<install>/kept-packs/<time>-<name>`. */
struct KeptPack
{
    QString pack;   ///< its name
    QString folder; ///< absolute
    QDateTime kept; ///< when
    bool wasEnabled = true;
    bool hasEdits = false; ///< someone's own changes: it stays until it is taken back or deleted
    QString patch{};       ///< of these, a file beside it; empty: none
    QString why{};         ///< "update", "remove", "restore"
    QJsonObject record{};  ///< what packs.json said of it
};

/** The newest first. A small read. */
QList<KeptPack> readKeptPacks(const Library &library, const InstallId &id);

/**
 * After a good start with what replaced them: the old folders go into the recycle bin, but for
 * those with someone's own changes. Where there is no recycle bin they are deleted. Blocking.
 */
Result<> settleKeptPacks(const Library &library, const InstallId &id, const QDateTime &goodStart,
                         const Host &host, const JobContext &job);

} // namespace portico
