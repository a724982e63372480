// SPDX-FileCopyrightText: 2026 The Portico authors
// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

namespace portico {

/** What a person typed or dropped: a file of this computer, or an address. */
struct BundleSource
{
    QString localPath; ///< absolute; empty for an address
    QUrl url;          ///< as given, perhaps with secrets; a file URL for a local file

    bool isLocal() const { return !localPath.isEmpty(); }
    QString fileName() const;
    /** The address without user, query and fragment: for install.json and logs. */
    QUrl publicUrl() const;
};

/** Errors: InvalidInput for an address that is neither https, http nor file. */
Result<BundleSource> bundleSource(const QString &text);

} // namespace portico
