// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/os.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace portico {

/** What PEP 508 markers ask an interpreter, told without starting it. */
struct MarkerEnvironment
{
    QMap<QString, QString> values{}; ///< "sys_platform" -> "linux"
};

/** CPython `pythonVersion` ("3.12.10" or "3.12") on such a computer. `extra` is empty;
 *  platform_release and platform_version are, too: nobody may depend on them. */
MarkerEnvironment markerEnvironment(const QString &pythonVersion, Os os, Architecture architecture);

/**
 * Whether "python_version < '3.13' and sys_platform == 'linux'" holds; `extras` are those asked
 * for. Nothing where the text is no marker, or nested deeper than 32. Pure.
 */
std::optional<bool> markerHolds(QStringView marker, const MarkerEnvironment &environment,
                                const QStringList &extras = {});

} // namespace portico
