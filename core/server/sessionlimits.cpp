// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/server/sessionlimits.h"

namespace portico {

using namespace Qt::StringLiterals;

namespace {

void read(const QProcessEnvironment &environment, const QString &name,
          std::chrono::milliseconds &limit)
{
    bool isNumber = false;
    const int value = environment.value(name).toInt(&isNumber);
    if (isNumber && value >= 0)
        limit = std::chrono::milliseconds(value);
}

void read(const QProcessEnvironment &environment, const QString &name, int &limit)
{
    bool isNumber = false;
    const int value = environment.value(name).toInt(&isNumber);
    if (isNumber && value > 0)
        limit = value;
}

} // namespace

SessionLimits sessionLimits(const QProcessEnvironment &environment)
{
    SessionLimits limits;
    read(environment, u"PORTICO_INTERRUPT_MS"_s, limits.interrupt);
    read(environment, u"PORTICO_TERMINATE_MS"_s, limits.terminate);
    read(environment, u"PORTICO_SILENCE_MS"_s, limits.silence);
    read(environment, u"PORTICO_FIRST_CLIENT_MS"_s, limits.firstClient);
    read(environment, u"PORTICO_CRASH_LIMIT"_s, limits.crashes);
    read(environment, u"PORTICO_RESTART_LIMIT"_s, limits.managerRestarts);
    return limits;
}

} // namespace portico
