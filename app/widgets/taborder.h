// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

class QWidget;

namespace portico::app {

/**
 * Lets Tab go through all that lies in this area as its layouts have it: top to bottom, and left
 * to right within a row; also what is added later. Without this Tab goes in the order in which the
 * widgets were made. `after` comes right before; by itself the area's first control stays where it
 * was. Once for each area, which owns what this needs.
 */
void followLayout(QWidget *area, QWidget *after = nullptr);

} // namespace portico::app
