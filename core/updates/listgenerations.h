// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/keptgenerations.h"

namespace portico {

/** One generation as a person is shown it. */
struct GenerationRow
{
    Generation generation{};
    QString commit{};            ///< of its ComfyUI, 40 hexadecimal digits; empty: not known
    GenerationKeepers keepers{}; ///< why it stays
    bool isWhole = true;         ///< its Python and its ComfyUI are there
    qint64 bytes = 0; ///< on the disk; a file of several generations counts with the first here
};

/**
 * The generations of an install, the current one first, then the newest first, with what each takes
 * beyond those before it: nearly what removing it gives back. Blocking: proportional to the number
 * of files. Errors: Unsupported (an adopted install), Cancelled, Io.
 */
Result<QList<GenerationRow>> listGenerations(const Library &library, const Install &install,
                                             const JobContext &job);

} // namespace portico
