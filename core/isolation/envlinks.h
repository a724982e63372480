// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/jobcontext.h"
#include "core/base/result.h"

#include <QStringList>

namespace portico {

// Who uses an environment of the first generation, as far as links tell: packs of any program link
// to it, and nothing in it says which. Portico notes the links that it knows beside it.

/** Remembers a link that leads to an environment, in `portico-links.json` of its folder. */
Result<> noteEnvLink(const QString &place, const QString &link);

/** The noted links that still lead there. Small reads. */
QStringList knownEnvLinks(const QString &place);

/** Folders of environments that links in packs of this folder lead to, also in disabled ones.
 *  Blocking; walks the packs that ask for comfy-env. Cut short on cancel. */
QStringList linkedEnvPlaces(const QString &customNodes, const JobContext &job);

} // namespace portico
