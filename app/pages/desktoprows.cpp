// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/desktoprows.h"

#include "app/context.h"
#include "app/style/metrics.h"
#include "core/platform/autostart.h"
#include "core/settings/settingsstore.h"

#include <QCheckBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QSystemTrayIcon>
#include <QVBoxLayout>

namespace portico::app {

DesktopRows::DesktopRows(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kSmall);
    addTray();
    addNotices();
    addAutostart();
}

void DesktopRows::addTray()
{
    auto *box = new QCheckBox(tr("Show an icon in the s&ystem tray"), this);
    box->setChecked(m_context.settings.get(settings::kTrayIcon));
    m_column->addWidget(box);
    m_column->addWidget(makeSentence(
        QSystemTrayIcon::isSystemTrayAvailable()
            ? tr("It shows what runs, starts and stops it, and keeps Portico there when the window "
                 "is closed meanwhile.")
            : tr("This desktop has no system tray, so no icon is shown. Some desktops have one as "
                 "an extension."),
        TextRole::Caption, this));
    connect(box, &QCheckBox::toggled, this,
            [this](bool isOn) { m_context.settings.set(settings::kTrayIcon, isOn); });
}

void DesktopRows::addNotices()
{
    auto *box = new QCheckBox(tr("Tell me when something that takes &long has ended"), this);
    box->setChecked(m_context.settings.get(settings::kNotices));
    m_column->addWidget(box);
    m_column->addWidget(
        makeSentence(tr("As a notification, and only while you work in another program."),
                     TextRole::Caption, this));
    connect(box, &QCheckBox::toggled, this,
            [this](bool isOn) { m_context.settings.set(settings::kNotices, isOn); });
}

void DesktopRows::addAutostart()
{
    auto *box = new QCheckBox(tr("Start &Portico when I sign in"), this);
    box->setChecked(isAutostartOn());
    box->setEnabled(hasAutostart());
    m_column->addWidget(box);
    auto *note = makeSentence(
        hasAutostart() ? tr("Without its window, where it has an icon in the system tray. No "
                            "install is started by that.")
                       : tr("This package of Portico runs in a sandbox, which cannot be started "
                            "so. Your desktop’s own settings can do it."),
        TextRole::Caption, this);
    m_column->addWidget(note);
    connect(box, &QCheckBox::toggled, this, [box, note](bool isOn) {
        const Result<> done = isOn ? setAutostart(autostartCommand()) : removeAutostart();
        if (done)
            return;
        note->setText(done.error().message + u' ' + done.error().nextStep);
        const QSignalBlocker quiet(box);
        box->setChecked(isAutostartOn());
    });
}

} // namespace portico::app
