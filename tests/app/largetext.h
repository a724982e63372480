// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

namespace portico::app {

/** Makes the application's text as many times larger as PORTICO_TEST_TEXT says, as a desktop's
 *  setting does before the window is built; returns how many, 1 where it says nothing. */
double enlargeText();

} // namespace portico::app
