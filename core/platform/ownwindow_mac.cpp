// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/ownwindow.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace portico {

std::optional<FoundBrowser> findOwnWindowBrowser()
{
    const QStringList folders{u"/Applications"_s, QDir::homePath() + u"/Applications"_s};
    return firstOwnWindowBrowser(Os::MacOS, [&folders](const QString &name) {
        for (const QString &folder : folders) {
            if (QDir(folder).exists(name))
                return QString(folder + u'/' + name);
        }
        return QString();
    });
}

} // namespace portico
