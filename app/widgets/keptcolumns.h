// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/viewsettings.h"

class QTreeView;

namespace portico {
class SettingsStore;
}

namespace portico::app {

/**
 * Keeps the widths that a person gave the columns of a table, and what it is sorted by, from one
 * start to the next. Takes up what is kept now; it is let go where it does not fit the table, as
 * after an update of Portico. To be called once, when the table has its model and its own widths.
 *
 * The setting holds one word a column: its width in device-independent pixels, or "-" where it is
 * not the person's to choose; and last "2 down" or "2 up" where the third column sorts the table.
 */
void keepColumns(QTreeView *table, SettingsStore &settings, const Setting<QStringList> &setting);

} // namespace portico::app
