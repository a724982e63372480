// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/error.h"

#include <QString>
#include <QStringList>

namespace portico {

/** What libgit2 was doing when it failed. */
struct GitFailureContext
{
    QString address{};     ///< as it may be shown
    QStringList secrets{}; ///< masked in the detail
};

/**
 * libgit2's return code and its last words as an error for a person. The words decide where codes
 * do not: libgit2 says -1 for most things. Call it before anything else of libgit2's.
 */
Error gitFailure(int code, const GitFailureContext &context);

/** The same from given words: pure, for tests. `klass` is git_error::klass. */
Error gitFailureFrom(int code, int klass, const QString &words, const GitFailureContext &context);

} // namespace portico
