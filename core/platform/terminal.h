// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

namespace portico {

enum class StandardStream { Output, Error };

/** Whether a person looks at this stream, so that lines may be redrawn. */
bool isTerminal(StandardStream stream);

} // namespace portico
