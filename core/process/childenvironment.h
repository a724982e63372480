// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QProcessEnvironment>

namespace portico {

/**
 * The environment of a child, built and not inherited: only names on an allow-list of this system
 * pass (PATH, HOME, LANG, DISPLAY, SystemRoot, ...; never PYTHON*, VIRTUAL_ENV, CONDA_*, tokens).
 */
QProcessEnvironment cleanEnvironment(const QProcessEnvironment &own, Os os);

/** For the few children that inherit: all but the secrets that Portico itself is given in
 *  variables. */
QProcessEnvironment withoutSecrets(QProcessEnvironment own);

/** With the language that the person chose, for Portico's own programs: what they say is shown. */
QProcessEnvironment withLanguage(QProcessEnvironment environment);

} // namespace portico
