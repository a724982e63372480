// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"

#include <QStringList>

namespace portico {

/** These become needs of the install besides what its packs name: its next plans have them, and a
 *  repair installs them where nothing else has. Returns those that were none before. Errors: those
 * of readExtras() and writeExtras(). */
Result<QStringList> rememberNeeds(const Library &library, const Install &install,
                                  const QStringList &packages);

/** What a pack imports and nothing names as its need. Nothing where it does name it, or where the
 *  package is not known. Blocking. Errors: as above. */
Result<QStringList> rememberForPack(const Library &library, const Install &install,
                                    const QString &pack, const QString &package,
                                    const JobContext &job);

/** Takes them back; tried: one that stays is only a package too many in a later plan, which says
 *  so. */
void forgetNeeds(const Library &library, const Install &install, const QStringList &packages);

} // namespace portico
