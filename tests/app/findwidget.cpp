// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/findwidget.h"

#include <QAbstractButton>

namespace portico::app {

QWidget *findNamed(const QWidget *parent, const QString &name)
{
    for (QWidget *widget : parent->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(parent))
            continue;
        QString shown = widget->accessibleName();
        if (shown.isEmpty()) {
            if (const auto *button = qobject_cast<QAbstractButton *>(widget))
                shown = button->text();
        }
        // A label is read as its text; what it is about is its description.
        if (shown.remove(u'&') == name || widget->accessibleDescription() == name)
            return widget;
    }
    return nullptr;
}

} // namespace portico::app
