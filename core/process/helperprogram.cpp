// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/process/processrunner.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::HelperProgram)
};

} // namespace

Result<QString> helperProgram()
{
    const QString folder = QCoreApplication::applicationDirPath();
    // A package for Linux keeps what nobody types out of PATH.
    const QStringList places{folder, folder + u"/../libexec/portico"_s};
    const QString beside = QStandardPaths::findExecutable(u"portico-helper"_s, places);
    if (!beside.isEmpty())
        return beside;
    const QString named = qEnvironmentVariable("PORTICO_HELPER");
    if (!named.isEmpty() && QFileInfo(named).isExecutable())
        return named;
    return Error{ErrorCode::NotFound,
                 Text::tr("Portico's helper program is missing from %1.").arg(folder),
                 Text::tr("Install Portico again."),
                 named.isEmpty() ? QString() : u"PORTICO_HELPER=%1"_s.arg(named)};
}

} // namespace portico
