// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QSet>
#include <QStringList>

namespace portico {

struct Install;

/**
 * Whether a person's arguments can stand beside Portico's own. Compared exactly, and by argparse's
 * rule that an unknown `--po` means `--port`. Errors: InvalidInput naming the argument and the
 * setting to use instead.
 */
Result<> checkPersonsArguments(const Install &install, const QSet<QString> &knownFlags);

/** Arguments that came with a bundle, not from a person. */
struct BroughtArguments
{
    QStringList taken{}; ///< may stand among a person's
    QStringList left{};  ///< may not
};

/**
 * Each flag is judged with the values behind it. Left are those that checkPersonsArguments() would
 * refuse, those that let other web pages in, which a person may choose, and what is no flag; all of
 * them, where they are too many to be meant. Pure.
 */
BroughtArguments judgeBroughtArguments(const QStringList &arguments);

} // namespace portico
