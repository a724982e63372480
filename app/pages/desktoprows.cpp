// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/desktoprows.h"

#include "app/context.h"
#include "app/style/metrics.h"
#include "core/settings/settingsstore.h"

#include <QCheckBox>
#include <QLabel>
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

} // namespace portico::app
