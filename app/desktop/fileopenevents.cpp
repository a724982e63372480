// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/fileopenevents.h"

#include <QCoreApplication>
#include <QFileOpenEvent>

namespace portico::app {

FileOpenEvents::FileOpenEvents(QCoreApplication &application)
{
    application.installEventFilter(this);
}

bool FileOpenEvents::eventFilter(QObject *receiver, QEvent *event)
{
    if (event->type() != QEvent::FileOpen)
        return QObject::eventFilter(receiver, event);
    const auto *open = static_cast<QFileOpenEvent *>(event);
    emit opened(open->file().isEmpty() ? open->url().toString(QUrl::FullyEncoded) : open->file());
    return true;
}

} // namespace portico::app
