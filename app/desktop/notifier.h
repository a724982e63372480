// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <memory>

namespace portico::app {

/** A notification of the system, and what a click on it stands for. */
struct Notice
{
    QString key{}; ///< told back when it is chosen
    QString title{};
    QString text{};
};

/**
 * Shows notifications as the system does: by D-Bus on Linux (org.freedesktop.Notifications),
 * elsewhere by Qt's tray icon. Returns at once; where there are none, nothing is shown.
 */
class Notifier final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Notifier)

public:
    explicit Notifier(QObject *parent = nullptr);
    ~Notifier() override;

    void show(const Notice &notice);

signals:
    /** The person clicked it. `activation`: the desktop's leave to come forward; may be empty. */
    void chosen(const QString &key, const QString &activation);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace portico::app
