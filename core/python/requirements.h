// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace portico {

/** One requirement as it is written, and the package it names. */
struct Requirement
{
    QString text; ///< "torch>=2.7; sys_platform != 'darwin'"
    QString name; ///< normalised

    friend bool operator==(const Requirement &, const Requirement &) = default;
};

/** What a requirements file holds. */
struct RequirementList
{
    QList<Requirement> requirements;
    QStringList leftOut; ///< option lines (indexes, editable installs, further files): never obeyed
};

/** The rules C1, C2 and C8 for such files: nobody vouches for their content. InvalidInput naming
 * the line for control characters, an address or path as a package, or a file past all bounds. */
Result<RequirementList> parseRequirements(const QByteArray &bytes, const QString &fileName);
Result<RequirementList> readRequirements(const QString &path);

/** One a line. */
QByteArray requirementsToBytes(const QList<Requirement> &requirements);

} // namespace portico
