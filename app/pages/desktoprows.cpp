// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/pages/desktoprows.h"

#include "app/context.h"
#include "app/style/metrics.h"
#include "app/widgets/wraprow.h"
#include "core/platform/autostart.h"
#include "core/platform/ownwindow.h"
#include "core/settings/settingsstore.h"
#include "core/settings/viewsettings.h"

#include <QCheckBox>
#include <QComboBox>
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
    addOpening();
    addTray();
    addNotices();
    addAutostart();
}

/** Where no browser can do it the choice stays: one may be installed at any time. */
void DesktopRows::addOpening()
{
    auto *choice = new QComboBox(this);
    choice->addItem(tr("A tab of the browser"), false);
    choice->addItem(tr("A window of its own"), true);
    choice->setCurrentIndex(choice->findData(m_context.settings.get(settings::kOpensOwnWindow)));
    choice->setAccessibleName(tr("ComfyUI opens in"));
    auto *label = new QLabel(tr("C&omfyUI opens in"), this);
    label->setBuddy(choice);
    auto *row = new WrapRow;
    row->setSpacing(space::kLarge);
    row->addWidget(label, 1);
    row->addWidget(choice, 1); // as wide as the choices above it
    m_column->addLayout(row);
    const auto browser = findOwnWindowBrowser();
    m_column->addWidget(makeSentence(
        browser ? tr("A window of its own has no tabs and no address bar. %1 can show it.",
                     "%1 is a browser")
                      .arg(browser->title)
                : tr("A window of its own needs Chrome, Chromium, Edge, Brave or Vivaldi, and none "
                     "of them is here. Until then the browser opens as ever."),
        TextRole::Caption, this));
    connect(choice, &QComboBox::activated, this, [this, choice] {
        m_context.settings.set(settings::kOpensOwnWindow, choice->currentData().toBool());
    });
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
