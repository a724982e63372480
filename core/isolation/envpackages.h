// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QString>

namespace portico {

/** The packages of an environment, by their own lists of files. */
struct EnvPackages
{
    int count = 0;
    QString damaged{};  ///< the first that lacks a file
    QString lostFile{}; ///< that file, as RECORD names it; empty: none is lost
};

/** Stops at the first lost file. Reads each RECORD and asks for every file of code. */
EnvPackages lookAtEnvPackages(const QString &place, Os os);

} // namespace portico
