// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/isolation/envhome.h"
#include "core/platform/hostos.h"

#include <QDir>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace portico {

EnvPlaceFacts hostPlaceFacts()
{
    return {.os = hostOs(),
            .home = QDir::homePath(),
            .variables = QProcessEnvironment::systemEnvironment(),
            .windowsUsers = [] {
                QStringList users;
                for (const QString &name :
                     QDir(u"C:/Users"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
                    if (QDir("C:/Users/"_L1 + name + "/AppData/Local"_L1).exists())
                        users += name;
                }
                return users;
            }};
}

QString hostMacos()
{
    return hostOs() == Os::MacOS ? QSysInfo::productVersion() : QString();
}

} // namespace portico
