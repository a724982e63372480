// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/openurl.h"

#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace portico {

bool openUrl(const QUrl &url)
{
    const QString program = QStandardPaths::findExecutable(u"xdg-open"_s);
    return !program.isEmpty()
        && QProcess::startDetached(program, {url.toString(QUrl::FullyEncoded)});
}

} // namespace portico
