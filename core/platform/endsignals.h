// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace portico {

/**
 * Tells when the person pressed Ctrl+C or the system asks this program to end (SIGINT, SIGTERM,
 * SIGHUP; console close events on Windows). The first one only emits; what to do is the receiver's
 * choice. One per program, made on the main thread.
 */
class EndSignals final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EndSignals)

public:
    explicit EndSignals(QObject *parent = nullptr);
    ~EndSignals() override;

signals:
    void received();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace portico
