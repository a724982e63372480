// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/style/appearance.h"

#include "app/style/porticostyle.h"

#include <QApplication>
#include <QKeyEvent>
#include <QToolTip>
#include <QWidget>

namespace portico::app {

Appearance::Appearance(QApplication &application, Theme choice, QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_first(schemeOf(application.palette()))
    , m_choice(choice)
{
    m_application.setStyle(new PorticoStyle); // owned by the application
    m_application.installEventFilter(this);
    connect(&m_system, &SystemScheme::schemeChanged, this, &Appearance::apply);
    apply();
}

void Appearance::choose(Theme choice)
{
    m_choice = choice;
    apply();
}

Scheme Appearance::wanted() const
{
    switch (m_choice) {
    case Theme::Light:
        return Scheme::Light;
    case Theme::Dark:
        return Scheme::Dark;
    case Theme::System:
        break;
    }
    return m_system.scheme().value_or(m_first);
}

void Appearance::apply()
{
    const Scheme scheme = wanted();
    if (m_applied == scheme)
        return;
    m_applied = scheme;
    m_application.setPalette(paletteFor(scheme));
    QToolTip::setPalette(paletteFor(scheme));
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt && watched->isWidgetType()) {
        for (QWidget *widget : static_cast<QWidget *>(watched)->window()->findChildren<QWidget *>())
            widget->update();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace portico::app
