// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/identifiers.h"
#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

namespace portico {

/** Whether a file of a pack is its code, rather than something it keeps at run time (settings,
 *  models, caches): what its digest is made of. Pure. */
bool isPackCode(QStringView path);

/** What packDigest() of a folder is made of: a line "<SHA-256> <path>" for each file, by path. */
Result<QByteArray> packCodeList(const QString &folder, const JobContext &job);

/**
 * One digest over names and content of a pack's code (Python, JavaScript, styles, libraries, its
 * lists of requirements), whatever the order and time of its files. `.git` and bytecode are outside
 * it; nothing is followed. Blocking. Errors: Cancelled, Io.
 */
Result<Sha256> packDigest(const QString &folder, const JobContext &job);

} // namespace portico
