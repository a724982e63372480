// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace portico {

/** What a pack's code was when it came, file by file: for a repair to put back what is gone. */
struct PackList
{
    QHash<QString, Sha256> files{}; ///< by relative path
    Sha256 archive{};               ///< that it was unpacked from; null: it came otherwise
};

/** Keeps a list (packCodeList()) as `<install>/pack-files/<its digest>`. Atomically. Errors: Io,
 *  DiskFull. */
Result<> keepPackList(const Library &library, const InstallId &id, const QByteArray &list,
                      const Sha256 &archive);

/** The list with that digest; nothing where it is not there, or is not what it says. */
std::optional<PackList> readPackList(const Library &library, const InstallId &id,
                                     const Sha256 &digest);

} // namespace portico
