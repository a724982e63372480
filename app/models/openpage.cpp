// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/models/openpage.h"

#include "core/platform/ownwindow.h"
#include "core/settings/settingsstore.h"
#include "core/settings/viewsettings.h"

#include <QDesktopServices>

namespace portico::app {

bool openPage(const QUrl &page, const SettingsStore &settings)
{
    return (settings.get(settings::kOpensOwnWindow) && openOwnWindow(page))
        || QDesktopServices::openUrl(page);
}

} // namespace portico::app
