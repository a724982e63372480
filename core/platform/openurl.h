// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>

namespace portico {

/**
 * Opens a web address or folder in the person's own program, without linking Qt Gui: for
 * porticoctl. False when there is no such program. Returns at once.
 */
bool openUrl(const QUrl &url);

} // namespace portico
