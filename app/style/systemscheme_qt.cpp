// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
//
// Windows and macOS: Qt knows the scheme from 6.5 on; before, the platform's palette tells it once.
#include "app/style/appearance.h"

#include <QGuiApplication>
#include <QStyleHints>

namespace portico::app {

class SystemScheme::Private
{ };

SystemScheme::SystemScheme(QObject *parent)
    : QObject(parent)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            &SystemScheme::schemeChanged);
#endif
}

SystemScheme::~SystemScheme() = default;

std::optional<Scheme> SystemScheme::scheme() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    switch (QGuiApplication::styleHints()->colorScheme()) {
    case Qt::ColorScheme::Dark:
        return Scheme::Dark;
    case Qt::ColorScheme::Light:
        return Scheme::Light;
    case Qt::ColorScheme::Unknown:
        break;
    }
#endif
    return std::nullopt;
}

} // namespace portico::app
