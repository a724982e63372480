// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"
#include "core/git/repository.h"

struct git_repository;

namespace portico {

/** The commit that a name means in this repository: a tag, else a branch (of origin, then local),
 *  else a commit, full or shortened. Empty: the head. Private to core/git. */
Result<GitTarget> resolveRef(git_repository *repository, const QString &ref);

/** NotFound: no such tag, branch or commit; names some of `known`. */
Error noSuchRef(const QString &ref, const QStringList &known);

} // namespace portico
