// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"
#include "core/installs/library.h"

#include <QJsonObject>
#include <QStringList>

namespace portico {

/** A library as a site, for readSite(). */
struct WrittenSite
{
    QJsonObject site{};
    QStringList remarks{}; ///< what it leaves out, and why: whole sentences
};

/**
 * What there is, declared: comparing the library with it finds nothing. Left out, with a remark,
 * are someone's own folders, node packs that nobody knows a source of or that were changed by hand,
 * and values of variables and arguments whose names speak of secrets. Changes nothing; also while
 * ComfyUI runs. Blocking: a read of all packs. Errors: those of contentOf().
 */
Result<WrittenSite> writeSite(const Library &library, const JobContext &job);

} // namespace portico
