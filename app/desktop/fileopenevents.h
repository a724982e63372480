// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QCoreApplication;

namespace portico::app {

/** macOS gives files and links to a running program as events, not as a second start. */
class FileOpenEvents final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FileOpenEvents)

public:
    explicit FileOpenEvents(QCoreApplication &application);

signals:
    void opened(const QString &given); ///< a path or an address, as a command line would have it

protected:
    bool eventFilter(QObject *receiver, QEvent *event) override;
};

} // namespace portico::app
