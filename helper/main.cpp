// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/base/translations.h"
#include "helper/git/git_main.h"
#include "helper/hardware/hardware_main.h"
#include "helper/pac/pac_main.h"
#include "helper/session/session_main.h"
#include "helper/unpack/unpack_main.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

/** portico-helper: what may crash, hang or outlive the programs that start it. Not for people. */
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"portico-helper"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PORTICO_VERSION));
    portico::installTranslations(application); // its errors and its log lines are shown to people
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString part = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (part == "unpack"_L1)
        return portico::helper::runUnpack(arguments);
    if (part == "list"_L1)
        return portico::helper::runList(arguments);
    if (part == "git"_L1)
        return portico::helper::runGit(arguments);
    if (part == "hardware"_L1)
        return portico::helper::runHardware(arguments);
    if (part == "pac"_L1)
        return portico::helper::runPac(arguments);
    if (part == "session"_L1)
        return portico::helper::runSession(application, arguments);
    if (part == "--version"_L1) {
        std::printf("portico-helper %s\n", PORTICO_VERSION);
        return 0;
    }
    std::fputs("usage: portico-helper unpack|list|git|hardware|pac|session|--version\n"
               "This program is started by portico and porticoctl; it is not meant for people.\n",
               stderr);
    return 2;
}
