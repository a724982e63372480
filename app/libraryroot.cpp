// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "app/libraryroot.h"

#include "core/installs/library.h"
#include "core/installs/movedlibrary.h"
#include "core/settings/settingsstore.h"

#include <QDir>

namespace portico {

QString libraryRoot(const QString &fromCommandLine, const SettingsStore &settings)
{
    for (const QString &choice : {fromCommandLine, qEnvironmentVariable("PORTICO_LIBRARY"),
                                  settings.get(settings::kLibraryRoot)}) {
        if (!choice.isEmpty())
            return forwardedLibrary(QDir(choice).absolutePath());
    }
    return forwardedLibrary(defaultLibraryRoot());
}

} // namespace portico
