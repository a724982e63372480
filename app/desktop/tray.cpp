// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/desktop/tray.h"

#include "app/desktop/trayicon.h"
#include "app/models/openpage.h"
#include "app/models/sessions.h"
#include "app/models/texts.h"
#include "core/installs/installstore.h"
#include "core/settings/settingsstore.h"

#include <algorithm>

namespace portico::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostInstalls = 10; ///< in the menu; the window has all

} // namespace

Tray::Tray(const InstallStore &installs, Sessions &sessions, const SettingsStore &settings)
    : m_installs(installs)
    , m_sessions(sessions)
    , m_settings(settings)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(100);
    connect(&m_soon, &QTimer::timeout, this, &Tray::refresh);
    const auto soon = [this] { m_soon.start(); };
    connect(&sessions, &Sessions::statusChanged, this, soon);
    connect(&installs, &InstallStore::added, this, soon);
    connect(&installs, &InstallStore::changed, this, soon);
    connect(&installs, &InstallStore::removed, this, soon);
    connect(&settings, &SettingsStore::changed, this, [this](const QString &key) {
        if (key == settings::kTrayIcon.key)
            follow();
    });
    connect(&m_icon, &QSystemTrayIcon::activated, this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason != QSystemTrayIcon::Context)
                    emit openRequested();
            });
    m_icon.setContextMenu(&m_menu);
    follow();
}

bool Tray::isShown() const
{
    return m_icon.isVisible() && QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::follow()
{
    const bool isWanted = m_settings.get(settings::kTrayIcon);
    if (isWanted)
        refresh();
    m_icon.setVisible(isWanted);
}

/** What runs first, then what was started last. */
QList<Tray::Line> Tray::lines() const
{
    QList<Install> installs = m_installs.installs();
    std::stable_sort(installs.begin(), installs.end(), [this](const Install &a, const Install &b) {
        const bool aRuns = isRunning(m_sessions.status(a.id).state);
        const bool bRuns = isRunning(m_sessions.status(b.id).state);
        return aRuns != bRuns ? aRuns : a.lastStart > b.lastStart;
    });
    QList<Line> lines;
    for (const Install &install : std::as_const(installs)) {
        const SessionStatus &status = m_sessions.status(install.id);
        lines.append({.id = install.id,
                      .name = install.name,
                      .state = status.state,
                      .url = status.state == SessionState::Ready ? status.url : QUrl()});
    }
    return lines;
}

void Tray::refresh()
{
    if (!m_settings.get(settings::kTrayIcon))
        return;
    const QList<Line> lines = this->lines();
    if (lines == m_lines && !m_menu.isEmpty())
        return;
    m_lines = lines;
    SessionState state = SessionState::Stopped;
    for (const Line &line : lines)
        state = moreUrgent(state, line.state);
    m_icon.setIcon(trayIcon(state));
    m_icon.setToolTip(summary());
    fillMenu();
}

QString Tray::summary() const
{
    QStringList words;
    for (const Line &line : m_lines) {
        if (line.state != SessionState::Stopped && words.size() < kMostInstalls)
            words += tr("%1: %2", "an install; its state").arg(line.name, stateWord(line.state));
    }
    return words.isEmpty() ? tr("Portico: nothing runs") : words.join(u'\n');
}

void Tray::fillMenu()
{
    m_menu.clear();
    connect(m_menu.addAction(tr("&Open Portico")), &QAction::triggered, this, &Tray::openRequested);
    m_menu.addSeparator();
    for (const Line &line : m_lines.first(std::min(kMostInstalls, m_lines.size())))
        addInstall(line);
    if (m_lines.size() > kMostInstalls)
        connect(m_menu.addAction(
                    tr("%n more in the window…", nullptr, int(m_lines.size() - kMostInstalls))),
                &QAction::triggered, this, &Tray::openRequested);
    m_menu.addSeparator();
    connect(m_menu.addAction(tr("&Quit")), &QAction::triggered, this, &Tray::quitRequested);
}

void Tray::addInstall(const Line &line)
{
    QString title = tr("%1: %2", "an install; its state").arg(line.name, stateWord(line.state));
    QMenu *menu = m_menu.addMenu(title.replace(u'&', u"&&"_s));
    const bool runs = isRunning(line.state);
    QAction *start = menu->addAction(runs ? tr("&Stop") : tr("&Start"));
    start->setEnabled(line.state != SessionState::Stopping);
    connect(start, &QAction::triggered, this, [this, id = line.id, runs] {
        if (runs)
            m_sessions.stop(id);
        else
            m_sessions.start(id, {});
    });
    QAction *open = menu->addAction(tr("Open in &browser"));
    open->setEnabled(line.url.isValid());
    connect(open, &QAction::triggered, this, [this, url = line.url] {
        if (!openPage(url, m_settings))
            emit failed({.code = ErrorCode::NotFound,
                         .message = tr("No browser could be opened for %1.").arg(url.toString()),
                         .nextStep = tr("Open this address in a browser yourself."),
                         .detail = {}});
    });
}

} // namespace portico::app
