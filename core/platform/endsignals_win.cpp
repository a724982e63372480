// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/endsignals.h"

#include <QMetaObject>

#include <windows.h>

namespace portico {

namespace {

EndSignals *receiver = nullptr;

BOOL WINAPI wake(DWORD)
{
    // Runs on a thread of the system's. TRUE: we end by ourselves.
    if (receiver)
        QMetaObject::invokeMethod(receiver, &EndSignals::received, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

class EndSignals::Private
{ };

EndSignals::EndSignals(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    receiver = this;
    SetConsoleCtrlHandler(wake, TRUE);
}

EndSignals::~EndSignals()
{
    SetConsoleCtrlHandler(wake, FALSE);
    receiver = nullptr;
}

} // namespace portico
