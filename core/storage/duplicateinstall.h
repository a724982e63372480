// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/clock.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/install.h"
#include "core/installs/library.h"
#include "core/platform/clonefile.h"

#include <optional>

namespace portico {

/** Whether the duplicate has what the first install has made. */
enum class DuplicateOutputs { Leave, Take };

struct DuplicateRequest
{
    InstallId id{};
    QString name{};                ///< empty: "<name> copy"
    std::optional<quint16> port{}; ///< empty: the next that no install uses
    DuplicateOutputs outputs = DuplicateOutputs::Leave;
};

/** The new install, and how it came about. */
struct Duplicate
{
    Install install;
    CloneMethod method = CloneMethod::Copy; ///< of Python's files
    qint64 files = 0;
    qint64 bytes = 0;      ///< of these files: what it would take as a plain copy
    qint64 takenBytes = 0; ///< of those that were really copied
    QStringList remarks{}; ///< whole sentences: what is not as in the first one
};

/**
 * A second install with the same runtime, node packs, layer, settings and user files, and a port of
 * its own. Where the file system can, everything shares its blocks (reflinks). Else Python's own
 * files get a second name, which pip and uv never write through (they remove a file before they put
 * another in its place); what people and packs write, ComfyUI's own code too, is copied. Models get
 * second names or are left where they are and named in the model folders of the new install, never
 * copied. Old generations, logs, kept packs and isolated environments stay with the first one.
 *
 * It is there by one rename, or not at all. Neither install can be started meanwhile. Blocking.
 * Errors: NotFound, Busy (it runs, or its packs are being changed), Unsupported (an adopted folder;
 * written by a newer Portico), DiskFull, Cancelled, ...
 */
Result<Duplicate> duplicateInstall(const Library &library, const Clock &clock,
                                   const DuplicateRequest &request, const JobContext &job);

/** The step names that it announces. */
QStringList duplicateSteps();

} // namespace portico
