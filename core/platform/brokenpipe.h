// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

namespace portico {

/** From now on writing to a connection that the other end has closed is an error and not the end of
 *  this program (SIGPIPE). Nothing to do on Windows. */
void ignoreBrokenPipes();

} // namespace portico
