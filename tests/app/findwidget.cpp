// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "tests/app/findwidget.h"

#include "tests/app/spokenwords.h"

#include <QAbstractButton>

namespace portico::app {

QWidget *findNamed(const QWidget *parent, const QString &name)
{
    const QStringList names = spokenWords(name);
    for (QWidget *widget : parent->findChildren<QWidget *>()) {
        if (!widget->isVisibleTo(parent))
            continue;
        QString shown = widget->accessibleName();
        if (shown.isEmpty()) {
            if (const auto *button = qobject_cast<QAbstractButton *>(widget))
                shown = button->text();
        }
        // A label is read as its text; what it is about is its description.
        if (names.contains(shown.remove(u'&')) || names.contains(widget->accessibleDescription()))
            return widget;
    }
    return nullptr;
}

} // namespace portico::app
