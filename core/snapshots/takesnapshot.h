// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/installs/library.h"
#include "core/snapshots/snapshotstore.h"

namespace portico {

/**
 * What an install is at this moment, by files alone: starts nothing, asks nobody, also while
 * ComfyUI runs or cannot start. Of a damaged part what can be read is there. Blocking; some ten
 * milliseconds for thirty packs. Errors: Cancelled, Io.
 */
Result<SnapshotContent> contentOf(const Library &library, const Install &install,
                                  const JobContext &job);

/** Its current generation, for a snapshot. Small reads. */
RecordedRuntime runtimeOf(const Library &library, const Install &install);

/** contentOf() and keepSnapshot(). Errors: theirs. */
Result<KeptSnapshot> takeSnapshot(const Library &library, const Install &install,
                                  const SnapshotMark &mark, const JobContext &job);

/** Takes one where ComfyUI has become ready with all its node packs since `started`: what is known
 *  to work. Blocking. */
Result<> keepGoodStart(const Library &library, const InstallId &id, const QDateTime &started,
                       const JobContext &job);

/** Takes one before every change. */
class SnapshotKeeper final : public StateKeeper
{
public:
    explicit SnapshotKeeper(Library library);

    Result<> keep(const Install &install, KeepReason reason, const JobContext &job) const override;

private:
    const Library m_library;
};

} // namespace portico
