// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/installs/install.h"
#include "core/server/sessionstatus.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>
#include <QTimer>

namespace portico {
class InstallStore;
class SettingsStore;
} // namespace portico

namespace portico::app {

class Sessions;

/**
 * The icon in the system's tray, where the person wants one and the desktop has a place for it: the
 * state of the installs by shape and words, and what can be done with each.
 */
class Tray final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Tray)

public:
    Tray(const InstallStore &installs, Sessions &sessions, const SettingsStore &settings);

    /** Whether the person can reach a hidden window by it. */
    bool isShown() const;

signals:
    void openRequested(); ///< the window
    void quitRequested();
    void failed(const portico::Error &error);

private:
    /** What the menu says of one install. */
    struct Line
    {
        InstallId id{};
        QString name{};
        SessionState state = SessionState::Stopped;
        QUrl url{};

        friend bool operator==(const Line &, const Line &) = default;
    };

    void follow();
    void refresh();
    QList<Line> lines() const;
    void fillMenu();
    void addInstall(const Line &line);
    QString summary() const;

    const InstallStore &m_installs;
    Sessions &m_sessions;
    const SettingsStore &m_settings;
    QMenu m_menu; ///< outlives the icon that shows it
    QSystemTrayIcon m_icon;
    QTimer m_soon; ///< several changes at once are one
    QList<Line> m_lines{};
};

} // namespace portico::app
