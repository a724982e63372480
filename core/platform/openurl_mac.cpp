// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#include "core/platform/openurl.h"

#include <QProcess>

using namespace Qt::StringLiterals;

namespace portico {

bool openUrl(const QUrl &url)
{
    return QProcess::startDetached(u"/usr/bin/open"_s, {url.toString(QUrl::FullyEncoded)});
}

} // namespace portico
