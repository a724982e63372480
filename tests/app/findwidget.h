// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace portico::app {

/**
 * The shown child with that accessible name, text or description, in English or, where the words
 * are kept (spokenwords.h), in the program's language; null if there is none.
 */
QWidget *findNamed(const QWidget *parent, const QString &name);

/** The same, where it is of that class. */
template <typename T>
T *find(const QString &name, const QWidget *parent)
{
    return qobject_cast<T *>(findNamed(parent, name));
}

} // namespace portico::app
