// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/nodes/packneeds.h"

namespace portico {

/** What one line of a requirements file says; private to core/nodes. */
struct NeedLine
{
    enum class Kind {
        Need,
        LeftOut, ///< an index, an editable, a path, an option: not obeyed
        Nothing, ///< empty, a comment
        Wrong,   ///< what nobody could mean
    };

    Kind kind = Kind::Nothing;
    PackNeed need{}; ///< without its place; its text also of LeftOut and Wrong; no secrets
};

/** Comments and options of the line (`--hash=…`) are cut off. Pure. */
NeedLine readNeedLine(const QString &line);

/** The file that "-r more.txt" or "--requirement=more.txt" names; empty for any other line. Pure.
 */
QString includedFile(const QString &line);

} // namespace portico
