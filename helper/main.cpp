// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "helper/unpack/unpack_main.h"

#if __has_include("helper/session/session_main.h")
#include "helper/session/session_main.h"
#define PORTICO_HELPER_HAS_SESSION
#endif

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

/** portico-helper: what may crash, hang or outlive the programs that start it. Not for people. */
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"portico-helper"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(PORTICO_VERSION));
    QStringList arguments = QCoreApplication::arguments().mid(1);
    const QString part = arguments.isEmpty() ? QString() : arguments.takeFirst();
    if (part == "unpack"_L1)
        return portico::helper::runUnpack(application, arguments);
#ifdef PORTICO_HELPER_HAS_SESSION
    if (part == "session"_L1)
        return portico::helper::runSession(application, arguments);
#endif
    if (part == "--version"_L1) {
        std::printf("portico-helper %s\n", PORTICO_VERSION);
        return 0;
    }
    std::fputs("usage: portico-helper unpack|session|--version\n"
               "This program is started by portico and porticoctl; it is not meant for people.\n",
               stderr);
    return 2;
}
