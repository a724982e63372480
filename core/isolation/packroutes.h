// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"

#include <QByteArray>
#include <QStringList>

namespace portico {

/** Paths that this code has ComfyUI's server answer to, where they are written out: "/foo/list".
 *  Pure. */
QStringList routesInCode(const QByteArray &code);

/** Those of all code of a pack, sorted; what cannot be read has none. A guess: only a trial knows.
 *  Blocking; reads its Python files. Cut short on cancel. */
QStringList routesOfPack(const QString &folder, const JobContext &job);

} // namespace portico
