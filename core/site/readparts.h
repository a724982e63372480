// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/strictjson.h"
#include "core/site/site.h"

#include <QSet>

namespace portico {

/** What the parts of one reading of a site share. Private to core/site. */
struct SiteReading
{
    QString folder{}; ///< of the file: paths count from here
    QStringList plainHttpHosts{};
    QSet<QString> names{}; ///< of installs, in lower case
    QSet<quint16> ports{};
    bool isUnsafe = false; ///< the first breach is one that nobody is safe with

    /** Absolute. */
    QString beside(const QString &path) const;
    /** An address that may be asked, or an absolute path. */
    QString place(const StrictJson &json, QLatin1StringView key, const QString &text);
    void refuseUnsafe(const StrictJson &json, QLatin1StringView key, const QString &why);
};

/** `before`: those of the same install, so that no two have one folder. */
SitePack readSitePack(StrictJson &json, SiteReading &reading, const QList<SitePack> &before);
SiteSettings readSiteSettings(StrictJson &json, SiteReading &reading);

/** Letters, digits and "-_." alone: it leads nowhere. */
bool isPlainWord(const QString &word);
bool isVersionText(const QString &version);

} // namespace portico
