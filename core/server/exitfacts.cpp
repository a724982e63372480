// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/exitfacts.h"

#include <QCoreApplication>

namespace portico {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(portico::ExitFacts)
};

QString signalName(int number)
{
    switch (number) { // the numbers are the same on Linux and macOS, but for SIGBUS
    case 1:
        return Text::tr("hung up");
    case 2:
        return Text::tr("interrupted");
    case 4:
        return Text::tr("illegal instruction");
    case 6:
        return Text::tr("aborted");
    case 8:
        return Text::tr("arithmetic error");
    case 9:
        return Text::tr("killed");
    case 11:
        return Text::tr("invalid memory access");
    case 15:
        return Text::tr("terminated");
    default:
        return {};
    }
}

QString exceptionName(quint32 code)
{
    switch (code) {
    case 0xC0000005:
        return Text::tr("access violation");
    case 0xC0000409:
        return Text::tr("stack buffer overrun");
    case 0xC000013A:
        return Text::tr("interrupted");
    case 0xC0000017:
        return Text::tr("out of memory");
    case 0xC0000135:
        return Text::tr("a DLL is missing");
    default:
        return {};
    }
}

} // namespace

QString exitText(const ExitFacts &exit, Os os)
{
    if (!exit.bySignal)
        return Text::tr("exit code %1").arg(exit.code);
    const auto code = static_cast<quint32>(exit.code);
    const QString number = os == Os::Windows ? "0x"_L1 + QString::number(code, 16).toUpper()
                                             : QString::number(exit.code);
    const QString name = os == Os::Windows ? exceptionName(code) : signalName(exit.code);
    const QString what = os == Os::Windows ? Text::tr("ended by exception %1").arg(number)
                                           : Text::tr("ended by signal %1").arg(number);
    return name.isEmpty() ? what : u"%1 (%2)"_s.arg(what, name);
}

} // namespace portico
