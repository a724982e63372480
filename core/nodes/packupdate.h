// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/changepacks.h"
#include "core/nodes/packrecords.h"

namespace portico {

/** Where a newer version of a pack is got from. `record` may be null. Errors: NotFound (nobody
 *  knows where it came from), InvalidInput (`to` is nothing that its source has). */
Result<PackSource> updateSource(const NodePack &pack, const PackRecord *record, const QString &to);

/** Files of a pack that someone changed by hand, as far as that can be told. */
Result<QStringList> editsOf(const NodePack &pack, const PackRecord *record, const JobContext &job);

/** Refused, naming the files. */
Error editsError(const QString &pack, const QStringList &edits);

/** What is new: commits of a repository, or what the registry's versions say of themselves. */
void tellWhatIsNew(const NodeServices &services, PackStep &step, const JobContext &job);

/**
 * Gives the new version what the pack keeps in its own folder and did not come with it (settings,
 * models, caches): files that git or the registry's list do not know, unless the new version has
 * them. `work` is a free name in staging. Blocking.
 */
Result<> carryOwnFiles(const NodePack &old, const QString &fresh, const QString &work,
                       const JobContext &job);

} // namespace portico
