// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QCoreApplication;

namespace portico::app {

/**
 * Keeps from now on what each English text becomes in the program's language, so that a test can
 * find a widget by its English name in any of them. To be called after the language is set.
 */
void keepSpokenWords(QCoreApplication &application);

/**
 * That text and what it has become so far, without key letters; also where it is a text with
 * something filled in (“Details: geometry”).
 */
QStringList spokenWords(const QString &english);

} // namespace portico::app
