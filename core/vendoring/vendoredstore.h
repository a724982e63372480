// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/installs/library.h"
#include "core/io/filelock.h"
#include "core/vendoring/vendored.h"

namespace portico {

/** The store's part of what is kept for offline; the layout is told in vendored.h. */

QString vendoredRoot(const Library &library);                           ///< `store/vendored`
QString vendoredFolder(const Library &library, const QString &id);      ///< of one state
QString vendoredPath(const Library &library, const VendoredFile &file); ///< absolute

/** Held by who adds to it, repairs it or takes away from it. */
Result<FileLock> lockVendored(const Library &library, const QString &what, const JobContext &job);

/** Of a record that cannot be used: why. */
struct BrokenVendored
{
    QString id{};
    Error error{};
};

struct VendoredList
{
    QList<VendoredState> states{}; ///< the newest first
    QList<BrokenVendored> broken{};
};

/** A small read each. */
VendoredList listVendored(const Library &library);

/** Of an install, by its id or name, also of one that is gone: the newest first; or one by its own
 *  id or the beginning of it. Errors: NotFound naming what there is. */
Result<QList<VendoredState>> findVendored(const Library &library, const QString &typed);

/** SHA256SUMS first, the record last: each atomically. Errors: DiskFull, Io. */
Result<> writeVendored(const Library &library, const VendoredState &state);

/** Before it is relied on: every wheel that its lock may mean is kept from a cleaning. */
Result<> keepVendoredRoot(const Library &library, const VendoredState &state);

/** What an archive is made of, so that it is not made twice. */
using MadeOf = QByteArray;

/** The archive that was made of that, hashed before it is believed; nothing where there is none, or
 *  it is damaged. Blocking. */
Result<std::optional<VendoredFile>> storedArchive(const Library &library, const MadeOf &madeOf,
                                                  const JobContext &job);

/** Moves a finished file into the store and notes what it was made of. `file` lies in the library's
 *  staging. Blocking. */
Result<VendoredFile> storeArchive(const Library &library, const QString &file, const MadeOf &madeOf,
                                  const JobContext &job);

/** Lets a state go: archives that no other state names, what keeps its wheels, and its record last:
 *  after a kill it is there as an unfinished one, and can be let go of again. Returns the bytes
 *  given back, without wheels, which a cleaning removes. Blocking. */
Result<qint64> dropVendored(const Library &library, const VendoredState &state,
                            const JobContext &job);

/** Removes what a kill left of states that are none: folders without a record, roots without a
 *  state. Under lockVendored(). Blocking. */
Result<> sweepVendored(const Library &library, const JobContext &job);

/** The owner of its roots (core/installs/storeroots.h). */
QString vendoredOwner();

} // namespace portico
