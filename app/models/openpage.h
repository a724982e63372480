// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

class QUrl;

namespace portico {
class SettingsStore;
}

namespace portico::app {

/** Opens the page of a running ComfyUI as the person wishes: a tab of their browser or a window of
 *  its own; the browser where that cannot be. False where neither opens. Returns at once. */
bool openPage(const QUrl &page, const SettingsStore &settings);

} // namespace portico::app
