// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QWidget;

namespace portico::app {

/**
 * What of a shown window has no room: pages that scroll sideways, and labels and buttons whose
 * words are cut although they are not made to be. A sentence for each.
 */
QStringList cutWords(const QWidget &window);

} // namespace portico::app
